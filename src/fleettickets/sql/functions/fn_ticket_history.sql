-- What happened to a ticket, in the order of its versions, and whom its closings are credited to.
-- params: p_dataset, p_ticket_id. returns: {dataset, ticket_id, ticket, events, closures,
-- freshness} (docs/dashboard-api-contract.md); an error (no_data_found) where there is no such
-- ticket.
CREATE OR REPLACE FUNCTION reporting.fn_ticket_history(p_dataset text, p_ticket_id text)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_span record;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');

    WITH events AS (
        SELECT
            e.kind,
            e.occurred_at,
            e.change_key,
            e.change_line,
            e.from_status,
            e.from_raw_status,
            e.from_team,
            e.from_owner,
            e.to_status,
            e.to_raw_status,
            e.to_team,
            e.to_owner,
            e.closed_at
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.ticket_id = p_ticket_id
        ORDER BY
            e.change_key,
            e.change_line,
            array_position(
                '{opened,reopened,status,assignment,closed,correction}'::text[], e.kind
            )
    ),

    closures AS (
        SELECT
            c.closed_at,
            c.change_key,
            c.change_line,
            c.assigned_team,
            c.owner,
            c.longest_team,
            c.reassignments,
            c.credit_team,
            c.credit_rule,
            c.mttr AS mttr_minutes,
            c.sla_status,
            back.occurred_at AS reopened_at
        FROM tickets.closure_events AS c
        LEFT JOIN LATERAL (
            SELECT e.occurred_at
            FROM tickets.ticket_events AS e
            WHERE e.dataset = p_dataset
                AND e.kind = 'reopened'
                AND e.ticket_id = p_ticket_id
                AND (e.change_key, e.change_line) > (c.change_key, c.change_line)
            ORDER BY e.change_key, e.change_line
            LIMIT 1
        ) AS back ON TRUE
        WHERE c.dataset = p_dataset AND c.ticket_id = p_ticket_id
        ORDER BY c.change_key, c.change_line
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM tickets.ticket_deadlines AS t
    CROSS JOIN LATERAL (
        SELECT coalesce(
            t.closed_at,
            (
                SELECT c.closed_at FROM closures AS c
                WHERE NOT t.is_open
                ORDER BY c.change_key DESC, c.change_line DESC
                LIMIT 1
            )
        ) AS ended_at
    ) AS e
    CROSS JOIN LATERAL (
        SELECT
            t.ticket_id,
            t.dataset,
            t.normalized_status,
            t.raw_status,
            t.bucket,
            t.is_actionable,
            t.cluster,
            t.region,
            t.location_name,
            t.assigned_team,
            t.owner,
            t.started_at AS created_at,
            t.scheduled_at,
            e.ended_at AS closed_at,
            tickets.age_minutes(coalesce(e.ended_at, v_span.as_of), t.started_at) AS age_minutes,
            CASE
                WHEN t.is_open THEN tickets.sla_state(v_span.as_of, t.at_risk_at, t.due_at)
                WHEN t.is_within THEN 'on_track'
                WHEN NOT t.is_within THEN 'breached'
                ELSE tickets.sla_state(e.ended_at, NULL, t.due_at)
            END AS sla_state,
            t.due_at,
            t.mttr AS mttr_minutes,
            t.geo_source,
            t.is_open,
            t.longitude,
            t.latitude
    ) AS p
    CROSS JOIN LATERAL (
        SELECT
            t.dataset,
            t.ticket_id,
            p AS ticket,
            ARRAY(SELECT v FROM events AS v) AS events,
            ARRAY(SELECT c FROM closures AS c) AS closures,
            tickets.describe_freshness(p_dataset) AS freshness
    ) AS r
    WHERE t.dataset = p_dataset AND t.ticket_id = p_ticket_id;

    IF v_answer IS NULL THEN
        RAISE EXCEPTION 'no ticket % in %', coalesce(quote_literal(p_ticket_id), 'NULL'), p_dataset
            USING ERRCODE = 'no_data_found';
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_ticket_history(text, text) IS
'What happened to a ticket, in order (docs/dashboard-api-contract.md).';
