-- The values for pickers, and what it depends on, from one snapshot.
-- params: dataset. returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_filter_values(%(dataset)s)::text,
        'UTF8'
    ) AS body
