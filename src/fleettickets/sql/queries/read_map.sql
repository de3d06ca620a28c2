-- The map, and what it depends on, from one snapshot.
-- params: dataset, as_of, filters (JSON). returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_tickets_for_map(
            %(dataset)s, p_as_of => %(as_of)s, p_filters => %(filters)s
        )::text,
        'UTF8'
    ) AS body
