-- The teams' closings, and what it depends on, from one snapshot.
-- params: dataset, from, to, cluster. returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_team_closures(%(dataset)s, %(from)s, %(to)s, %(cluster)s)::text,
        'UTF8'
    ) AS body
