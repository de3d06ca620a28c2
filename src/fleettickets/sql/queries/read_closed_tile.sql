-- A tile of closed tickets, and what it depends on, from one snapshot.
-- params: dataset, z, x, y, window, from, to, filters (JSON).
-- returns: (versions, body), JSON and a tile, as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    reporting.fn_closed_tile(
        %(dataset)s,
        %(z)s,
        %(x)s,
        %(y)s,
        p_window => %(window)s,
        p_from => %(from)s,
        p_to => %(to)s,
        p_filters => %(filters)s
    ) AS body
