-- For how long no import of a dataset has succeeded, counting only the hours in which imports are
-- expected. A run in which only files failed counts as a success, so that a bad file cannot hide a
-- dead import. Only runs that listed the bucket's changes/ count, so that a replay or an import of
-- local files cannot hide one either.
-- params: p_dataset, p_at.
-- returns: silent_since; silence, in watched hours (at most those of the 400 days before p_at);
-- is_overdue, whether that exceeds the limit.
CREATE OR REPLACE FUNCTION tickets.import_silence(p_dataset text, p_at timestamptz)
RETURNS TABLE (silent_since timestamptz, silence interval, is_overdue boolean)
LANGUAGE sql STABLE AS $$
    SELECT
        s.silent_since,
        h.silence,
        h.silence >= make_interval(mins => w.overdue_minutes) AS is_overdue
    FROM tickets.watch_limits AS w
    CROSS JOIN LATERAL (
        SELECT coalesce(
            (
                SELECT r.finished_at FROM tickets.import_runs AS r
                WHERE r.dataset = p_dataset AND r.is_drain
                    AND (r.state = 'succeeded' OR (r.state = 'failed' AND r.error IS NULL))
                ORDER BY r.run_id DESC
                LIMIT 1
            ),
            -- Before the first run: since the database was created.
            (
                SELECT r.started_at FROM tickets.import_runs AS r
                WHERE r.dataset = p_dataset AND r.is_drain
                ORDER BY r.run_id
                LIMIT 1
            ),
            (SELECT min(f.applied_at) FROM tickets.schema_files AS f)
        ) AS silent_since
    ) AS s
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(
            greatest(
                least(p_at, (g.at::date + w.watched_to) AT TIME ZONE 'Africa/Nairobi')
                - greatest(
                    s.silent_since,
                    (g.at::date + w.watched_from) AT TIME ZONE 'Africa/Nairobi'
                ),
                interval '0'
            )
        ), interval '0') AS silence
        FROM generate_series(
            date_trunc(
                'day',
                greatest(s.silent_since, p_at - make_interval(days => 400))
                AT TIME ZONE 'Africa/Nairobi'
            ),
            p_at AT TIME ZONE 'Africa/Nairobi',
            interval '1 day'
        ) AS g (at)
    ) AS h
$$;
COMMENT ON FUNCTION tickets.import_silence(text, timestamptz) IS
'Since when, and for how long in watched hours, no import of a dataset has succeeded.';
