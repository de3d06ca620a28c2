-- What happened to a ticket, in the order of its versions, and which teams its closings credit.
-- params: p_dataset, p_ticket_id. returns: {dataset, ticket_id, ticket, events, closures,
-- freshness} (docs/dashboard-api-contract.md); the error no_data_found if there is no such ticket.
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
    v_ticket tickets.ticket_spans;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');
    SELECT t.* INTO v_ticket
    FROM tickets.ticket_spans AS t
    WHERE t.dataset = p_dataset AND t.ticket_id = p_ticket_id;
    IF NOT found THEN
        RAISE EXCEPTION 'no ticket % in %', coalesce(quote_literal(p_ticket_id), 'NULL'), p_dataset
            USING ERRCODE = 'no_data_found';
    END IF;

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
            e.from_lifecycle,
            e.to_status,
            e.to_raw_status,
            e.to_team,
            e.to_owner,
            e.to_lifecycle,
            e.closed_at
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.ticket_id = p_ticket_id
        ORDER BY
            e.change_key,
            e.change_line,
            array_position(
                '{opened,reopened,resumed,status,assignment,waiting,closed,correction}'::text[], e.kind
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
            c.credit_owner,
            c.owner_credit_rule,
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
    FROM tickets.ticket_properties(v_ticket, v_span.as_of) AS n
    CROSS JOIN LATERAL (
        SELECT n.*, v_ticket.is_open, v_ticket.longitude, v_ticket.latitude
    ) AS p
    CROSS JOIN LATERAL (
        SELECT
            n.dataset,
            n.ticket_id,
            p AS ticket,
            ARRAY(SELECT v FROM events AS v) AS events,
            ARRAY(SELECT c FROM closures AS c) AS closures,
            tickets.describe_freshness(p_dataset) AS freshness
    ) AS r;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_ticket_history(text, text) IS
'What happened to a ticket, in order (docs/dashboard-api-contract.md).';
