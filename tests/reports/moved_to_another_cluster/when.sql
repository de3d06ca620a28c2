SELECT jsonb_object_agg(
    c.cluster,
    (
        SELECT jsonb_agg(
            jsonb_build_array(b -> 'open', b -> 'snapshot_open', b -> 'difference', b -> 'why')
        )
        FROM jsonb_array_elements(
            reporting.fn_backlog('inc', '2026-06-25', p_cluster => nullif(c.cluster, 'all')) -> 'days'
        ) AS b
    )
)
FROM (VALUES ('Westlands'), ('Kilimani'), ('all')) AS c (cluster);
