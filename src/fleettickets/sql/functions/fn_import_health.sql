-- Figures for monitoring: each dataset's runs, rows and lag, and the day's geocoding requests.
-- params: none.
-- returns: {datasets: [{dataset, content_lag_seconds, last_run, last_success_at, runs,
-- failed_files, rows, rejects_24h}], geocoding: [{provider, requests_today}], troubles: [{dataset,
-- kind, subject, since, message}] as find_troubles returns them, measured_at}. rows are sums over
-- all applied files, rejects_24h over those of the last 24 hours; last_run.is_alive: whether a
-- running import still holds its lock.
CREATE OR REPLACE FUNCTION reporting.fn_import_health()
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = 'off'
SET timezone = 'UTC'
AS $$
BEGIN
    RETURN (
        WITH ledger AS (
            SELECT
                f.dataset,
                count(*) FILTER (WHERE f.state = 'failed') AS failed_files,
                sum(f.rows_read) FILTER (WHERE f.state <> 'failed') AS rows_read,
                sum(f.rows_kept) FILTER (WHERE f.state <> 'failed') AS rows_kept,
                sum(f.rows_dropped) FILTER (WHERE f.state <> 'failed') AS rows_dropped,
                sum(f.rows_rejected) FILTER (WHERE f.state <> 'failed') AS rows_rejected
            FROM tickets.import_files AS f
            GROUP BY f.dataset
        ),

        watched AS (
            SELECT
                d.dataset,
                extract(
                    EPOCH FROM now() - (m.metadata ->> 'content_as_of')::timestamptz
                )::bigint AS content_lag_seconds,
                (
                    SELECT jsonb_build_object(
                        'run_id', r.run_id,
                        'state', r.state,
                        'is_alive', r.state = 'running' AND tickets.is_run_alive(d.dataset),
                        'started_at', r.started_at,
                        'finished_at', r.finished_at,
                        'files_applied', r.files_applied,
                        'files_failed', r.files_failed
                    )
                    FROM tickets.import_runs AS r
                    WHERE r.dataset = d.dataset
                    ORDER BY r.run_id DESC
                    LIMIT 1
                ) AS last_run,
                (
                    SELECT r.finished_at FROM tickets.import_runs AS r
                    WHERE r.dataset = d.dataset AND r.state = 'succeeded'
                    ORDER BY r.run_id DESC
                    LIMIT 1
                ) AS last_success_at,
                (
                    SELECT jsonb_object_agg(s.state, s.runs)
                    FROM (
                        SELECT r.state, count(*) AS runs FROM tickets.import_runs AS r
                        WHERE r.dataset = d.dataset
                        GROUP BY r.state
                    ) AS s
                ) AS runs,
                coalesce(l.failed_files, 0) AS failed_files,
                jsonb_build_object(
                    'read', coalesce(l.rows_read, 0),
                    'kept', coalesce(l.rows_kept, 0),
                    'dropped', coalesce(l.rows_dropped, 0),
                    'rejected', coalesce(l.rows_rejected, 0)
                ) AS rows,
                (
                    SELECT jsonb_build_object(
                        'reject', count(*) FILTER (WHERE j.severity = 'reject'),
                        'warning', count(*) FILTER (WHERE j.severity = 'warning')
                    )
                    FROM tickets.import_files AS f
                    INNER JOIN tickets.import_rejects AS j
                        ON j.dataset = f.dataset AND j.change_key = f.change_key
                    WHERE f.dataset = d.dataset AND f.state = 'applied'
                        AND f.seen_at > now() - interval '24 hours'
                ) AS rejects_24h
            FROM tickets.datasets AS d
            LEFT JOIN tickets.import_meta AS m ON m.dataset = d.dataset
            LEFT JOIN ledger AS l ON l.dataset = d.dataset
        )

        SELECT jsonb_build_object(
            'datasets', coalesce(
                (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.dataset) FROM watched AS w), '[]'
            ),
            'geocoding', coalesce(
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('provider', g.provider, 'requests_today', g.requests)
                        ORDER BY g.provider
                    )
                    FROM tickets.geocode_days AS g
                    WHERE g.asked_on = (now() AT TIME ZONE 'UTC')::date
                ),
                '[]'
            ),
            'troubles', coalesce(
                (SELECT jsonb_agg(to_jsonb(t)) FROM tickets.find_troubles() AS t), '[]'
            ),
            'measured_at', now()
        )
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_import_health() IS
'Figures for monitoring imports and geocoding (docs/api.md#metrics).';
