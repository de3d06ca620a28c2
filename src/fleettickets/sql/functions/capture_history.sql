-- Store the day's backlog and flow, for each dataset or for one, as the content shows it now. Does
-- nothing if no file was applied since the last call. Otherwise captured_at changes even if no
-- count does, because fn_backlog needs to know which events the snapshot had seen.
-- params: p_dataset (NULL: every dataset). returns: rows written.
CREATE OR REPLACE FUNCTION tickets.capture_history(p_dataset text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_dataset text;
    v_content_as_of timestamptz;
    v_written integer;
    v_total integer := 0;
BEGIN
    FOR v_dataset, v_content_as_of IN
        SELECT m.dataset, (m.metadata ->> 'content_as_of')::timestamptz
        FROM tickets.import_meta AS m
        WHERE m.metadata ->> 'content_as_of' IS NOT NULL
            AND NOT m.metadata ? 'is_captured'
            AND (p_dataset IS NULL OR m.dataset = p_dataset)
        ORDER BY m.dataset
        -- One capture of a dataset at a time, and no file between its look and its mark.
        FOR UPDATE
    LOOP
        EXECUTE format(
            $sql$
            WITH day AS (
                SELECT ($1 AT TIME ZONE 'Africa/Nairobi')::date AS snapshot_on
            ),
            backlog AS (
                SELECT
                    coalesce(t.cluster, '') AS cluster,
                    count(*) FILTER (WHERE t.is_open) AS open_tickets,
                    count(*) FILTER (WHERE NOT t.is_open) AS waiting_tickets
                FROM tickets.%1$I AS t
                WHERE t.is_open OR t.lifecycle = 'waiting'
                GROUP BY 1
            ),
            -- Summed for each ticket first, which halves the tickets to look up. The day's bounds are
            -- parameters, so that the planner sees how few events lie between them.
            moved AS (
                SELECT
                    e.ticket_id,
                    count(*) FILTER (WHERE e.kind = 'opened') AS created,
                    count(*) FILTER (WHERE e.kind = 'closed') AS closed,
                    count(*) FILTER (WHERE e.kind = 'reopened') AS reopened
                FROM tickets.ticket_events AS e
                WHERE e.dataset = $2
                    AND e.kind IN ('opened', 'closed', 'reopened')
                    AND e.occurred_at >= $3
                    AND e.occurred_at < $3 + interval '1 day'
                GROUP BY e.ticket_id
            ),
            flow AS (
                SELECT
                    coalesce(t.cluster, '') AS cluster,
                    sum(m.created) AS created,
                    sum(m.closed) AS closed,
                    sum(m.reopened) AS reopened
                FROM moved AS m
                INNER JOIN tickets.%1$I AS t ON t.ticket_id = m.ticket_id
                GROUP BY 1
            ),
            -- A cluster captured earlier in the day may have nothing left to show.
            earlier AS (
                SELECT s.cluster FROM tickets.%2$I AS s
                INNER JOIN day ON s.snapshot_on = day.snapshot_on
            ),
            clusters AS (
                SELECT cluster FROM backlog
                UNION SELECT cluster FROM flow
                UNION SELECT cluster FROM earlier
            )
            INSERT INTO tickets.%2$I AS s (
                snapshot_on, cluster, open_tickets, actionable_tickets, waiting_tickets,
                created, closed, reopened, content_as_of, captured_at
            )
            SELECT
                day.snapshot_on, c.cluster,
                coalesce(b.open_tickets, 0), coalesce(b.open_tickets, 0),
                coalesce(b.waiting_tickets, 0),
                coalesce(f.created, 0), coalesce(f.closed, 0), coalesce(f.reopened, 0), $1, $4
            FROM day
            CROSS JOIN clusters AS c
            LEFT JOIN backlog AS b ON b.cluster = c.cluster
            LEFT JOIN flow AS f ON f.cluster = c.cluster
            ON CONFLICT (snapshot_on, cluster) DO UPDATE SET
                open_tickets = excluded.open_tickets,
                actionable_tickets = excluded.actionable_tickets,
                waiting_tickets = excluded.waiting_tickets,
                created = excluded.created,
                closed = excluded.closed,
                reopened = excluded.reopened,
                content_as_of = excluded.content_as_of,
                captured_at = excluded.captured_at,
                is_carried = FALSE
            $sql$,
            v_dataset, v_dataset || '_daily_snapshot'
        ) USING
            v_content_as_of,
            v_dataset,
            date_trunc('day', v_content_as_of, 'Africa/Nairobi'),
            -- now() may be before the commit that the lock waited for.
            clock_timestamp();
        GET DIAGNOSTICS v_written = ROW_COUNT;
        v_total := v_total + v_written;
        UPDATE tickets.import_meta AS m
        SET metadata = m.metadata || '{"is_captured": true}'
        WHERE m.dataset = v_dataset;
    END LOOP;
    RETURN v_total;
END
$$;
COMMENT ON FUNCTION tickets.capture_history(text) IS
'Upserts the snapshot of the content''s own day (East Africa Time); closures are noted by the '
'import itself.';
