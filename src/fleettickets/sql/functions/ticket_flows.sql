-- The openings, closings and reopenings of a dataset that took effect from an instant on.
-- Within a ticket they take effect in the order of its versions, never before the one before:
-- a closing that the source dates before the reopening it ends counts at the reopening's time. A
-- corrected closing counts at its corrected time. So every ticket is open or not at any instant,
-- and what is open then is opened + reopened - closed up to it.
-- params: p_dataset; p_since (NULL: from the beginning).
-- returns: ticket_id, kind (opened, closed, reopened), effective_at, change_key (of the file that
-- showed it).
CREATE OR REPLACE FUNCTION tickets.ticket_flows(p_dataset text, p_since timestamptz)
RETURNS TABLE (ticket_id text, kind text, effective_at timestamptz, change_key text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- What took effect since then has an event that occurred since then, itself or before it.
    WITH recent AS (
        SELECT
            e.ticket_id,
            min(e.occurred_at) FILTER (WHERE e.kind = 'opened') AS opened_at,
            min(e.occurred_at) FILTER (WHERE e.kind = 'closed') AS closed_at,
            min(e.change_key) FILTER (WHERE e.kind = 'opened') AS opened_key,
            min(e.change_key) FILTER (WHERE e.kind = 'closed') AS closed_key
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset
            AND e.kind IN ('opened', 'closed', 'reopened')
            AND (p_since IS NULL OR e.occurred_at >= p_since)
        GROUP BY e.ticket_id
    ),

    revised AS (
        SELECT e.ticket_id
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.kind = 'reopened'
        UNION
        SELECT e.ticket_id
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.kind = 'correction'
    ),

    -- Nearly every ticket opens once and closes once, in this order: its events stand as they are,
    -- and need not be looked up.
    sorted AS MATERIALIZED (
        SELECT
            r.ticket_id,
            r.opened_at,
            r.closed_at,
            r.opened_key,
            r.closed_key,
            v.ticket_id IS NULL AND r.closed_at >= coalesce(r.opened_at, r.closed_at) AS is_plain
        FROM recent AS r
        LEFT JOIN revised AS v ON v.ticket_id = r.ticket_id
    ),

    others AS (
        SELECT s.ticket_id
        FROM sorted AS s
        WHERE s.is_plain IS NOT TRUE
        UNION
        SELECT e.ticket_id
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset
            AND e.kind = 'correction'
            AND (p_since IS NULL OR e.occurred_at >= p_since)
    ),

    followed AS (
        SELECT
            e.ticket_id,
            e.change_key,
            e.change_line,
            e.kind,
            e.kind = 'closed' AS is_closing,
            e.occurred_at,
            lead(e.kind) OVER (
                PARTITION BY e.ticket_id ORDER BY e.change_key, e.change_line, e.kind = 'closed'
            ) IS NOT DISTINCT FROM 'correction' AS is_corrected
        FROM others AS o
        INNER JOIN tickets.ticket_events AS e
            ON e.dataset = p_dataset AND e.ticket_id = o.ticket_id
        WHERE e.kind IN ('opened', 'closed', 'reopened', 'correction')
    ),

    -- The last correction of a closing stands for it.
    effective AS (
        SELECT
            f.ticket_id,
            CASE f.kind WHEN 'correction' THEN 'closed' ELSE f.kind END AS kind,
            max(f.occurred_at) OVER (
                PARTITION BY f.ticket_id ORDER BY f.change_key, f.change_line, f.is_closing
            ) AS effective_at,
            f.change_key
        FROM followed AS f
        WHERE NOT f.is_corrected
    )

    SELECT s.ticket_id, 'opened' AS kind, s.opened_at AS effective_at, s.opened_key AS change_key
    FROM sorted AS s
    WHERE s.is_plain AND s.opened_at IS NOT NULL
    UNION ALL
    SELECT s.ticket_id, 'closed' AS kind, s.closed_at AS effective_at, s.closed_key AS change_key
    FROM sorted AS s
    WHERE s.is_plain
    UNION ALL
    SELECT e.ticket_id, e.kind, e.effective_at, e.change_key
    FROM effective AS e
    WHERE p_since IS NULL OR e.effective_at >= p_since
$$;
COMMENT ON FUNCTION tickets.ticket_flows(text, timestamptz) IS
'Openings, closings and reopenings that took effect from an instant on, in an order that makes '
'sense for each ticket.';
