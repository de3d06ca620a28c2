-- The tickets of a file.
-- params: dataset, state, cluster, status, window, from, to, as_of, team, owner.
-- returns: as reporting.fn_export_tickets.
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
    %(owner)s
) AS t
