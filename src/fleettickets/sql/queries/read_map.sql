-- The map, and what it depends on, from one snapshot.
-- params: dataset, cluster, status, as_of, team, owner. returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_tickets_for_map(
            %(dataset)s, %(cluster)s, %(status)s, %(as_of)s, %(team)s, %(owner)s
        )::text,
        'UTF8'
    ) AS body
