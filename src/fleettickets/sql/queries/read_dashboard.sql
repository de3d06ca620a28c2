-- A dashboard, and what it depends on, from one snapshot.
-- params: dataset, cluster, status, window, from, to, as_of, team, owner.
-- returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_dashboard(
            %(dataset)s,
            %(cluster)s,
            %(status)s,
            %(window)s,
            %(from)s,
            %(to)s,
            %(as_of)s,
            %(team)s,
            %(owner)s
        )::text,
        'UTF8'
    ) AS body
