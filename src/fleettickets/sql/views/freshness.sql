-- How old each dataset's answers are, and how its last import went.
CREATE OR REPLACE VIEW reporting.freshness AS
WITH known AS (
    SELECT
        d.dataset,
        d.stale_after_minutes,
        now() AS wall_clock_at,
        m.metadata ->> 'source_max_key' AS source_max_key,
        (m.metadata ->> 'content_as_of')::timestamptz AS content_as_of,
        to_timestamp(
            substring(m.metadata ->> 'source_max_key' FROM '\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d')
            || ' +03',
            'YYYY-MM-DD"T"HH24-MI-SS TZH'
        ) AS key_at,
        (
            SELECT max(r.run_id) FROM tickets.import_runs AS r
            WHERE r.dataset = d.dataset
        ) AS last_run_id
    FROM tickets.datasets AS d
    LEFT JOIN tickets.import_meta AS m ON d.dataset = m.dataset
)

SELECT
    k.dataset,
    k.source_max_key,
    k.content_as_of,
    k.wall_clock_at,
    k.stale_after_minutes,
    k.last_run_id,
    r.state AS last_run_state,
    r.started_at AS last_run_started_at,
    r.finished_at AS last_run_finished_at,
    floor(extract(EPOCH FROM k.wall_clock_at - k.content_as_of) / 60)::integer AS lag_minutes,
    coalesce(
        k.wall_clock_at - k.content_as_of > make_interval(mins => k.stale_after_minutes), TRUE
    ) AS is_stale,
    -- The end of the content, exclusive: after its newest change and its newest file.
    date_trunc('second', greatest(k.content_as_of, k.key_at)) + interval '1 second' AS reaches_to
FROM known AS k
LEFT JOIN tickets.import_runs AS r ON k.last_run_id = r.run_id;
COMMENT ON VIEW reporting.freshness IS
'How old each dataset''s answers are, and how its last import went.';
