SELECT jsonb_build_object(
    'versions', f -> 'versions',
    'total', f -> 'total',
    'teams', (
        SELECT jsonb_object_agg(
            coalesce(t ->> 'team', '-'),
            jsonb_build_array(
                t -> 'crew_days', t -> 'done', t -> 'tickets', t -> 'delay_minutes',
                t -> 'late_minutes', t -> 'drive_minutes_per_stop'
            )
        )
        FROM jsonb_array_elements(f -> 'teams') AS t
    ),
    'crews', (SELECT jsonb_agg(c ->> 'crew') FROM jsonb_array_elements(f -> 'crews') AS c),
    'another_day', reporting.fn_dispatch('2026-06-26')
)
FROM reporting.fn_dispatch('2026-06-25') AS f;
