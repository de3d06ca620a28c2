-- For how long no import of a dataset has come through, in the hours in which they are expected.
-- A run in which only files failed did come through, so that a bad file hides no dead import. Only
-- one that looked into the bucket's changes/ counts, so that no replay or local file hides it.
-- params: p_dataset, p_at (the instant that is asked about).
-- returns: silent_since; silence, of which only watched hours count (days more than 400 before p_at
-- do not: that is too long already); is_overdue, whether that is too long.
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
            -- Before the first run: since there has been a database for it.
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
'Since when, and how long of the watched hours, no import of a dataset has come through.';
