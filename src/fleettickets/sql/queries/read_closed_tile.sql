-- A tile of closed tickets, and what it depends on, from one snapshot.
-- params: dataset, z, x, y, cluster, status, window, from, to, team, owner.
-- returns: (versions, body), JSON and a tile, as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    reporting.fn_closed_tile(
        %(dataset)s,
        %(z)s,
        %(x)s,
        %(y)s,
        %(cluster)s,
        %(status)s,
        %(window)s,
        %(from)s,
        %(to)s,
        %(team)s,
        %(owner)s
    ) AS body
