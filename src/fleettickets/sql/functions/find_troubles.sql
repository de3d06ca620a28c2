-- What needs a person now: the one answer that /metrics, `status` and the webhook report.
-- params: none.
-- returns: a row for each trouble: dataset (NULL: concerns no dataset), kind, subject (a key, a
-- provider, or empty), since, message. Kinds:
--   import_overdue   no run succeeded for overdue_minutes of the watched hours (import_silence)
--   run_failed       the last finished run that read the bucket's changes/ failed, or could not
--                    fetch a file
--   file_failed      a file cannot be imported; one row for each file. A file that could not be
--                    fetched (FT201, FT202) counts from its third run on: before that, the server
--                    may have been away
--   file_rejected    every row of a file of the last 24 hours was rejected; one row for each file
--   file_ahead       the newest applied file that has rows is dated over an hour ahead of the
--                    server's clock, and wins over every file until then
--   rejects_growing  too large a share of the rows of the last 24 hours was rejected; once posted,
--                    it lasts until the share falls below three quarters of each limit
--   unknown_status   no rule knows the words of a status, or they contradict each other, so that it
--                    counts as not closed; one row for each status, of the 20 that came first
--   unknown_verdict  the sla_status of closed tickets holds a word without a meaning; one row for
--                    each word
--   two_places       evidence puts a cluster of open tickets in two places; one row for each
--                    cluster, of the 20 that came first
--   geocoding_spent  the provider accepts no more requests this UTC day
CREATE OR REPLACE FUNCTION tickets.find_troubles()
RETURNS TABLE (dataset text, kind text, subject text, since timestamptz, message text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = 'off'
AS $$
BEGIN
    RETURN QUERY
    WITH limits AS (
        SELECT w.* FROM tickets.watch_limits AS w
    ),

    ends AS (
        SELECT e.*
        FROM tickets.datasets AS d
        CROSS JOIN LATERAL (
            SELECT r.dataset, r.state, r.error, coalesce(r.finished_at, r.started_at) AS ended_at
            FROM tickets.import_runs AS r
            WHERE r.dataset = d.dataset AND r.is_drain
                AND NOT (r.state = 'running' AND tickets.is_run_alive(d.dataset))
            ORDER BY r.run_id DESC
            LIMIT 1
        ) AS e
    ),

    failed AS (
        SELECT DISTINCT ON (f.dataset, f.change_key)
            f.dataset, f.change_key, f.seen_at, f.error,
            f.attempts < 3
            AND coalesce(f.error LIKE '[FT201]%' OR f.error LIKE '[FT202]%', FALSE) AS may_pass
        FROM tickets.import_files AS f
        WHERE f.state = 'failed'
        ORDER BY f.dataset, f.change_key, f.seen_at DESC
    ),

    shares AS (
        SELECT
            f.dataset,
            min(f.seen_at) FILTER (WHERE f.is_late AND f.rows_rejected > 0) AS first_at,
            coalesce(sum(f.rows_rejected) FILTER (WHERE f.is_late), 0) AS rejected,
            100.0 * sum(f.rows_rejected) FILTER (WHERE f.is_late)
            / nullif(sum(f.rows_read) FILTER (WHERE f.is_late), 0) AS percent,
            coalesce(
                100.0 * sum(f.rows_rejected) FILTER (WHERE NOT f.is_late)
                / nullif(sum(f.rows_read) FILTER (WHERE NOT f.is_late), 0),
                0
            ) AS percent_before
        FROM (
            SELECT i.*, i.seen_at > now() - interval '24 hours' AS is_late
            FROM tickets.import_files AS i
            WHERE i.state = 'applied' AND i.seen_at > now() - interval '8 days'
        ) AS f
        GROUP BY f.dataset
    ),

    last_alerts AS (
        SELECT DISTINCT ON (a.dataset) a.dataset, a.state
        FROM tickets.alerts AS a
        WHERE a.kind = 'rejects_growing' AND a.subject = ''
        ORDER BY a.dataset, a.alert_id DESC
    )

    SELECT
        d.dataset, 'import_overdue', '', s.silent_since,
        format(
            'No successful import of %s since %s: %s watched minutes (limit %s).',
            d.dataset,
            to_char(s.silent_since AT TIME ZONE 'Africa/Nairobi', 'YYYY-MM-DD HH24:MI "EAT"'),
            floor(extract(EPOCH FROM s.silence) / 60), w.overdue_minutes
        )
    FROM tickets.datasets AS d
    CROSS JOIN limits AS w
    CROSS JOIN LATERAL tickets.import_silence(d.dataset, now()) AS s
    WHERE s.is_overdue
    UNION ALL
    SELECT
        e.dataset, 'run_failed', '', e.ended_at,
        format(
            'The last import of %s %s.',
            e.dataset,
            CASE WHEN e.state IN ('running', 'abandoned') THEN 'was killed' ELSE 'failed' END
        )
    FROM ends AS e
    WHERE e.state <> 'succeeded'
        AND NOT (
            e.state = 'failed' AND e.error IS NULL
            AND coalesce(
                (SELECT NOT bool_or(f.may_pass) FROM failed AS f WHERE f.dataset = e.dataset),
                FALSE
            )
        )
    UNION ALL
    SELECT
        f.dataset, 'file_failed', f.change_key, f.seen_at,
        format('%s cannot be imported: %s', f.change_key, left(coalesce(f.error, 'unknown'), 300))
    FROM failed AS f
    WHERE NOT f.may_pass
    UNION ALL
    SELECT
        f.dataset, 'file_rejected', f.change_key, f.seen_at,
        format(
            'None of the %s rows of %s could be imported; fleettickets rejects lists them.',
            f.rows_read, f.change_key
        )
    FROM tickets.import_files AS f
    WHERE f.state = 'applied'
        AND f.seen_at > now() - interval '24 hours'
        AND f.rows_rejected > 0
        AND f.rows_rejected = f.rows_read
    UNION ALL
    SELECT
        f.dataset, 'file_ahead', f.change_key, f.seen_at,
        format(
            '%s is dated ahead of the clock: until then its rows win over those of other files. If the '
            'date is wrong, import the rows again under the right one, and then a file with the same '
            'key that has the header alone.',
            f.change_key
        )
    FROM tickets.datasets AS d
    CROSS JOIN LATERAL (
        SELECT i.dataset, i.change_key, i.seen_at
        FROM tickets.import_files AS i
        WHERE i.dataset = d.dataset AND i.state = 'applied' AND i.rows_read > 0
        ORDER BY i.change_key DESC
        LIMIT 1
    ) AS f
    WHERE tickets.key_at(f.change_key) > now() + interval '1 hour'
    UNION ALL
    SELECT
        s.dataset, 'rejects_growing', '', s.first_at,
        format(
            '%s %% of the rows of %s in the last 24 hours were rejected (%s rows); in the 7 days '
            'before, %s %%.',
            round(s.percent, 1), s.dataset, s.rejected, round(s.percent_before, 1)
        )
    FROM shares AS s
    CROSS JOIN limits AS w
    LEFT JOIN last_alerts AS a ON a.dataset = s.dataset
    CROSS JOIN LATERAL (
        SELECT CASE WHEN a.state = 'raised' THEN 0.75 ELSE 1 END AS of_limit
    ) AS h
    WHERE s.rejected >= h.of_limit * w.reject_rows
        AND (
            s.percent >= h.of_limit * w.reject_percent_always
            OR (
                s.percent >= h.of_limit * w.reject_percent
                AND s.percent >= h.of_limit * w.reject_growth * s.percent_before
            )
        )
    UNION ALL
    SELECT
        u.dataset, 'unknown_status', u.status, u.noted_at,
        format(
            '%s the status %L of %s, first seen in %s: it counts as not closed. Set its meaning with '
            '`fleettickets words set`.',
            CASE
                WHEN EXISTS (
                    SELECT FROM tickets.status_words AS w
                    WHERE w.meaning <> 'negates' AND strpos(
                        ' ' || tickets.plain_words(u.status) || ' ', ' ' || w.phrase || ' '
                    ) > 0
                )
                    THEN 'The words of open and of closed tickets are both in'
                ELSE 'No rule knows'
            END,
            u.status, u.dataset, u.first_key
        )
    FROM (
        SELECT
            s.*,
            row_number() OVER (PARTITION BY s.dataset ORDER BY s.noted_at, s.status) AS place
        FROM tickets.statuses AS s
        WHERE s.meaning IS NULL
    ) AS u
    WHERE u.place <= 20
    UNION ALL
    SELECT
        u.dataset, 'unknown_verdict', u.word, u.since,
        format(
            'Closed tickets of %s have the sla_status %L, which has no meaning yet; their due time '
            'decides. Add the word to tickets.sla_verdicts (docs/feed.md#verdicts).',
            u.dataset, u.word
        )
    FROM tickets.find_unknown_verdicts() AS u
    UNION ALL
    SELECT p.dataset, 'two_places', p.subject, p.since, p.message
    FROM tickets.find_two_places() AS p
    UNION ALL
    SELECT
        NULL, 'geocoding_spent', g.provider, date_trunc('day', now(), 'UTC'),
        format(
            '%s accepts no more requests until 00:00 UTC (%s sent today); the remaining places '
            'wait until then.',
            g.provider, g.requests
        )
    FROM (
        SELECT
            p.provider,
            coalesce(d.requests, 0) AS requests,
            (d.budget > 0 AND d.requests >= d.budget)
            OR (p.blocked_for = 'day' AND p.blocked_until > now()) AS is_spent
        FROM tickets.geocode_pace AS p
        LEFT JOIN tickets.geocode_days AS d
            ON d.provider = p.provider AND d.asked_on = (now() AT TIME ZONE 'UTC')::date
    ) AS g
    WHERE g.is_spent;
END
$$;
COMMENT ON FUNCTION tickets.find_troubles() IS
'What needs a person now (docs/deployment-and-operations.md#watching).';
