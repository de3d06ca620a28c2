-- Every dataset's freshness by its name, and what it depends on, from one snapshot.
-- params: none. returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        jsonb_build_object('datasets', jsonb_object_agg(f.line ->> 'dataset', f.line))::text,
        'UTF8'
    ) AS body
FROM jsonb_array_elements(reporting.fn_freshness() -> 'datasets') AS f (line)
