-- What a search finds, and what it depends on, from one snapshot.
-- params: dataset, q, limit. returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_find_tickets(%(dataset)s, %(q)s, %(limit)s)::text,
        'UTF8'
    ) AS body
