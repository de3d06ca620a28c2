-- A dataset's freshness as every answer shows it.
-- params: p_dataset. returns: a JSON object.
CREATE OR REPLACE FUNCTION tickets.describe_freshness(p_dataset text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'dataset', f.dataset,
        'source_max_key', f.source_max_key,
        'content_as_of', f.content_as_of,
        'wall_clock_at', f.wall_clock_at,
        'lag_minutes', f.lag_minutes,
        'is_stale', f.is_stale,
        'stale_after_minutes', f.stale_after_minutes,
        'import_overdue_since', (
            SELECT s.silent_since
            FROM tickets.import_silence(f.dataset, f.wall_clock_at) AS s
            WHERE s.is_overdue
        ),
        'last_run', CASE
            WHEN f.last_run_id IS NOT NULL THEN jsonb_build_object(
                'run_id', f.last_run_id,
                'state', f.last_run_state,
                'started_at', f.last_run_started_at,
                'finished_at', f.last_run_finished_at
            )
        END
    )
    FROM reporting.freshness AS f
    WHERE f.dataset = p_dataset
$$;
COMMENT ON FUNCTION tickets.describe_freshness(text) IS
'How old a dataset''s answers are, and how its last import went, as JSON.';
