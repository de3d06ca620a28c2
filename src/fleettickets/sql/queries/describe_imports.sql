-- Return the progress of each dataset's import, and its last two runs.
-- A run in state 'running' is alive as long as its session holds the dataset's lock.
-- params: none. returns: dataset, title, source_max_key, content_as_of, lag_minutes, runs (JSON
-- array, newest first).
WITH last_runs AS (
    SELECT
        d.dataset,
        r.run_id,
        r.source,
        r.state,
        r.started_at,
        r.finished_at,
        r.files_applied,
        r.files_failed,
        r.files_archived,
        r.error
    FROM tickets.datasets AS d
    CROSS JOIN LATERAL (
        SELECT
            i.run_id,
            i.source,
            i.state,
            i.started_at,
            i.finished_at,
            i.files_applied,
            i.files_failed,
            i.files_archived,
            i.error
        FROM tickets.import_runs AS i
        WHERE i.dataset = d.dataset
        ORDER BY i.run_id DESC
        LIMIT 2
    ) AS r
),

run_lists AS (
    SELECT
        r.dataset,
        jsonb_agg(
            jsonb_build_object(
                'run_id', r.run_id,
                'source', r.source,
                'state', r.state,
                'is_alive', r.state = 'running' AND tickets.is_run_alive(r.dataset),
                'started_at', r.started_at,
                'finished_at', r.finished_at,
                'files_applied', r.files_applied,
                'files_failed', r.files_failed,
                'files_archived', r.files_archived,
                'error', r.error
            )
            ORDER BY r.run_id DESC
        ) AS runs
    FROM last_runs AS r
    GROUP BY r.dataset
)

SELECT
    d.dataset,
    d.title,
    m.metadata ->> 'source_max_key' AS source_max_key,
    (m.metadata ->> 'content_as_of')::timestamptz AS content_as_of,
    floor(
        extract(EPOCH FROM now() - (m.metadata ->> 'content_as_of')::timestamptz) / 60
    )::bigint AS lag_minutes,
    coalesce(r.runs, '[]'::jsonb) AS runs
FROM tickets.datasets AS d
LEFT JOIN tickets.import_meta AS m ON d.dataset = m.dataset
LEFT JOIN run_lists AS r ON d.dataset = r.dataset
ORDER BY d.dataset DESC;
