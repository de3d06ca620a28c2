SELECT jsonb_build_object(
    'ages', jsonb_path_query_array(d, '$.open.features[*].properties.age_minutes'),
    'buckets', (
        SELECT jsonb_agg(jsonb_build_array(b -> 'bucket', b -> 'open', b -> 'breached'))
        FROM jsonb_array_elements(d -> 'ageing') AS b
    )
)
FROM reporting.fn_inc_dashboard() AS d;
