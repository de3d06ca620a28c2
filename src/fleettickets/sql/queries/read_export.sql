-- The tickets of a file.
-- params: dataset, state, cluster, status, window, from, to, as_of, team, owner.
-- returns: as reporting.fn_export_tickets; at least one row, which may be of no ticket.
SELECT t.*
FROM reporting.fn_export_tickets(
    %(dataset)s,
    %(state)s,
    %(cluster)s,
    %(status)s,
    %(window)s,
    %(from)s,
    %(to)s,
    %(as_of)s,
    %(team)s,
    %(owner)s,
    TRUE
) AS t
