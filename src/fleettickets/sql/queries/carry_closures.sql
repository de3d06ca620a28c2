-- Take over the closings that the earlier installation saw and no file shows: of a ticket that is
-- here, at a time at which no file has it closed.
-- params: dataset, change_key (the adopted file, which is older than every other).
-- returns: one row, (carried).
WITH rows AS (
    SELECT to_jsonb(o) AS entry FROM {table} AS o
),

closings AS (
    SELECT DISTINCT ON (c.ticket_id, c.closed_at)
        c.ticket_id,
        c.closed_at,
        r.entry
    FROM rows AS r
    CROSS JOIN
        LATERAL (
            VALUES (
                r.entry ->> 'ticket_id',
                (r.entry ->> 'closed_at')::timestamptz
            )
        ) AS c (ticket_id, closed_at)
    WHERE
        coalesce(r.entry ->> 'dataset', 'inc') = %(dataset)s
        AND c.ticket_id IS NOT NULL
        AND c.closed_at IS NOT NULL
    ORDER BY c.ticket_id, c.closed_at
),

unknown AS (
    SELECT
        c.ticket_id,
        c.closed_at,
        coalesce(c.entry ->> 'cluster', t.cluster) AS cluster,
        coalesce(c.entry ->> 'normalized_status', c.entry ->> 'status') AS normalized_status,
        c.entry ->> 'assigned_team' AS assigned_team,
        c.entry ->> 'owner' AS owner,
        c.entry ->> 'sla_status' AS sla_status,
        round((c.entry ->> 'mttr')::numeric)::integer AS mttr,
        coalesce(
            c.entry ->> 'observed_at', c.entry ->> 'captured_at', c.entry ->> 'created_at'
        )::timestamptz AS observed_at
    FROM closings AS c
    INNER JOIN {tickets} AS t ON c.ticket_id = t.ticket_id
    WHERE
        NOT EXISTS (
            SELECT FROM tickets.ticket_events AS e
            WHERE
                e.dataset = %(dataset)s
                AND e.ticket_id = c.ticket_id
                AND e.kind IN ('closed', 'correction')
                AND e.occurred_at = c.closed_at
        )
),

written AS (
    INSERT INTO tickets.closure_events (
        dataset, ticket_id, change_key, change_line, closed_at, cluster, normalized_status,
        assigned_team, owner, mttr, sla_status, observed_at, longest_team, credit_team,
        credit_rule, credit_owner, owner_credit_rule, is_carried
    )
    SELECT
        %(dataset)s AS dataset,
        u.ticket_id,
        %(change_key)s AS change_key,
        -(row_number() OVER (PARTITION BY u.ticket_id ORDER BY u.closed_at DESC))::integer
            AS change_line,
        u.closed_at,
        u.cluster,
        u.normalized_status,
        u.assigned_team,
        u.owner,
        u.mttr,
        u.sla_status,
        coalesce(u.observed_at, now()) AS observed_at,
        u.assigned_team AS longest_team,
        u.assigned_team AS credit_team,
        CASE WHEN u.assigned_team IS NULL THEN 'nobody' ELSE 'sole_team' END AS credit_rule,
        u.owner AS credit_owner,
        CASE WHEN u.owner IS NULL THEN 'nobody' ELSE 'sole_owner' END AS owner_credit_rule,
        TRUE AS is_carried
    FROM unknown AS u
    ON CONFLICT (dataset, ticket_id, change_key, change_line) DO NOTHING
    RETURNING ticket_id
)

SELECT count(*) AS carried FROM written
