-- A ticket's story, and what it depends on, from one snapshot.
-- params: dataset, ticket_id. returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_ticket_history(%(dataset)s, %(ticket_id)s)::text,
        'UTF8'
    ) AS body
