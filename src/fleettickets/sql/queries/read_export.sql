-- The tickets of a file.
-- params: dataset, state, window, from, to, as_of, filters (JSON).
-- returns: as reporting.fn_export_tickets; at least one row, which may be of no ticket.
SELECT t.*
FROM reporting.fn_export_tickets(
    %(dataset)s,
    %(state)s,
    p_window => %(window)s,
    p_from => %(from)s,
    p_to => %(to)s,
    p_as_of => %(as_of)s,
    p_tells_empty => TRUE,
    p_filters => %(filters)s
) AS t
