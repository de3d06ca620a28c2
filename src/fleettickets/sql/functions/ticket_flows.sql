-- What changed the backlog of a dataset, and took effect at or after an instant: the openings,
-- closings and reopenings of its tickets, and whether those that were not closed began to wait, or
-- became actionable again. Those of a ticket take effect in the order of its versions, none before
-- the previous one: a closing that the source dates before the reopening that precedes it counts at
-- the reopening's time. A corrected closing counts at its corrected time. So a ticket is either
-- open, waiting or closed at any instant, and the sums of the changes up to it are the open and
-- waiting tickets then. A ticket that its first version closed was open until then.
-- params: p_dataset; p_since (NULL: from the beginning).
-- returns: ticket_id, kind (opened, closed, reopened, waiting, resumed), effective_at, known_at
-- (when the import recorded it or its last correction), open_change and waiting_change (-1, 0 or
-- 1).
CREATE OR REPLACE FUNCTION tickets.ticket_flows(p_dataset text, p_since timestamptz)
RETURNS TABLE (
    ticket_id text,
    kind text,
    effective_at timestamptz,
    known_at timestamptz,
    open_change integer,
    waiting_change integer
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- If a flow took effect since then, it or an earlier event of its ticket occurred since then.
    WITH recent AS (
        SELECT
            e.ticket_id,
            min(e.occurred_at) FILTER (WHERE e.kind = 'opened') AS opened_at,
            min(e.occurred_at) FILTER (WHERE e.kind = 'closed') AS closed_at,
            min(e.observed_at) FILTER (WHERE e.kind = 'opened') AS opening_known_at,
            min(e.observed_at) FILTER (WHERE e.kind = 'closed') AS closing_known_at,
            -- Of a plain ticket: only its opening leads to waiting, and only its closing ends it.
            bool_or(e.to_lifecycle = 'waiting') AS is_opened_waiting,
            bool_or(e.from_lifecycle = 'waiting') AS is_closed_waiting
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset
            AND e.kind IN ('opened', 'closed', 'reopened', 'waiting', 'resumed')
            AND (p_since IS NULL OR e.occurred_at >= p_since)
        GROUP BY e.ticket_id
    ),

    -- Nearly every ticket opens once and closes once, in this order, so its events need no look-up.
    -- If a ticket opened since then and did not close since, the key of the events shows, without
    -- their rows, whether it closed before.
    sorted AS MATERIALIZED (
        SELECT
            r.ticket_id,
            r.opened_at,
            r.closed_at,
            r.opening_known_at,
            r.closing_known_at,
            r.is_opened_waiting,
            r.is_closed_waiting,
            u.ticket_id IS NULL AND CASE
                WHEN r.closed_at IS NOT NULL THEN r.closed_at >= coalesce(r.opened_at, r.closed_at)
                -- One row of a few: an EXISTS could read every closing instead.
                ELSE (
                    SELECT TRUE FROM tickets.ticket_events AS e
                    WHERE e.dataset = p_dataset AND e.ticket_id = r.ticket_id AND e.kind = 'closed'
                    LIMIT 1
                ) IS NULL
            END AS is_plain
        FROM recent AS r
        -- DISTINCT, so that the planner knows that no ticket is matched twice.
        LEFT JOIN (
            SELECT DISTINCT e.ticket_id FROM tickets.ticket_events AS e
            WHERE e.dataset = p_dataset
                AND e.kind IN ('reopened', 'correction', 'waiting', 'resumed')
        ) AS u ON u.ticket_id = r.ticket_id
    ),

    others AS (
        SELECT s.ticket_id
        FROM sorted AS s
        WHERE NOT s.is_plain
        UNION
        SELECT e.ticket_id
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset
            AND e.kind = 'correction'
            AND (p_since IS NULL OR e.occurred_at >= p_since)
    ),

    followed AS (
        SELECT
            o.ticket_id,
            e.change_key,
            e.change_line,
            e.kind,
            e.kind = 'closed' AS is_closing,
            e.occurred_at,
            e.observed_at,
            CASE
                WHEN e.kind = 'opened' AND e.to_lifecycle = 'closed' THEN 'actionable'
                ELSE e.to_lifecycle
            END AS lifecycle,
            lead(e.kind) OVER (
                PARTITION BY o.ticket_id ORDER BY e.change_key, e.change_line, e.kind = 'closed'
            ) IS NOT DISTINCT FROM 'correction' AS is_corrected
        FROM others AS o
        CROSS JOIN LATERAL (
            SELECT
                v.change_key, v.change_line, v.kind, v.occurred_at, v.observed_at, v.to_lifecycle
            FROM tickets.ticket_events AS v
            WHERE v.dataset = p_dataset AND v.ticket_id = o.ticket_id
                AND v.kind IN (
                    'opened', 'closed', 'reopened', 'correction', 'waiting', 'resumed'
                )
            OFFSET 0
        ) AS e
    ),

    -- The last correction of a closing replaces it.
    effective AS (
        SELECT
            f.ticket_id,
            CASE f.kind WHEN 'correction' THEN 'closed' ELSE f.kind END AS kind,
            max(f.occurred_at) OVER (
                PARTITION BY f.ticket_id ORDER BY f.change_key, f.change_line, f.is_closing
            ) AS effective_at,
            f.observed_at AS known_at,
            f.lifecycle,
            lag(f.lifecycle) OVER (
                PARTITION BY f.ticket_id ORDER BY f.change_key, f.change_line, f.is_closing
            ) AS from_lifecycle
        FROM followed AS f
        WHERE NOT f.is_corrected
    )

    SELECT
        s.ticket_id,
        'opened' AS kind,
        s.opened_at AS effective_at,
        s.opening_known_at AS known_at,
        CASE WHEN s.is_opened_waiting THEN 0 ELSE 1 END AS open_change,
        CASE WHEN s.is_opened_waiting THEN 1 ELSE 0 END AS waiting_change
    FROM sorted AS s
    WHERE s.is_plain AND s.opened_at IS NOT NULL
    UNION ALL
    SELECT
        s.ticket_id,
        'closed' AS kind,
        s.closed_at AS effective_at,
        s.closing_known_at AS known_at,
        CASE WHEN s.is_closed_waiting THEN 0 ELSE -1 END AS open_change,
        CASE WHEN s.is_closed_waiting THEN -1 ELSE 0 END AS waiting_change
    FROM sorted AS s
    WHERE s.is_plain AND s.closed_at IS NOT NULL
    UNION ALL
    SELECT
        e.ticket_id,
        e.kind,
        e.effective_at,
        e.known_at,
        (e.lifecycle = 'actionable')::integer
        - coalesce(e.from_lifecycle = 'actionable', FALSE)::integer AS open_change,
        (e.lifecycle = 'waiting')::integer
        - coalesce(e.from_lifecycle = 'waiting', FALSE)::integer AS waiting_change
    FROM effective AS e
    WHERE p_since IS NULL OR e.effective_at >= p_since
$$;
COMMENT ON FUNCTION tickets.ticket_flows(text, timestamptz) IS
'Openings, closings and reopenings that took effect at or after an instant, in a consistent '
'order for each ticket.';
