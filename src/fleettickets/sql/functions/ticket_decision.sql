-- What people have decided about a ticket: its pin on a day and its hold. The version names this
-- state, so a decision can say what was known; without a decision it is "none".
-- params: p_dataset, p_ticket_id, p_plan_on.
-- returns: {dataset, ticket_id, version, pin: {crew, starts_at, order, made_by, made_at},
-- hold: {reason, ends_on, made_by, made_at}}; pin and hold may be null.
CREATE OR REPLACE FUNCTION dispatch.ticket_decision(
    p_dataset text, p_ticket_id text, p_plan_on date
)
RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
    SELECT jsonb_build_object(
        'dataset', p_dataset,
        'ticket_id', p_ticket_id,
        'version', CASE
            WHEN p.pin IS NULL AND h.hold IS NULL THEN 'none'
            ELSE left(md5(concat_ws('|', p.pin::text, h.hold::text)), 16)
        END,
        'pin', p.pin,
        'hold', h.hold
    )
    FROM (SELECT) AS one
    LEFT JOIN LATERAL (
        SELECT jsonb_build_object(
            'crew', c.name,
            'starts_at', i.starts_at,
            'order', i.visit_order,
            'made_by', i.made_by,
            'made_at', i.made_at
        ) AS pin
        FROM dispatch.pins AS i
        LEFT JOIN dispatch.crews AS c ON c.crew_id = i.crew_id
        WHERE i.dataset = p_dataset AND i.ticket_id = p_ticket_id AND i.plan_on = p_plan_on
    ) AS p ON TRUE
    LEFT JOIN LATERAL (
        SELECT jsonb_build_object(
            'reason', o.reason, 'ends_on', o.ends_on, 'made_by', o.made_by, 'made_at', o.made_at
        ) AS hold
        FROM dispatch.holds AS o
        WHERE o.dataset = p_dataset AND o.ticket_id = p_ticket_id
    ) AS h ON TRUE
$$;
COMMENT ON FUNCTION dispatch.ticket_decision(text, text, date) IS
'What people have decided about a ticket, with the version that names this state.';
