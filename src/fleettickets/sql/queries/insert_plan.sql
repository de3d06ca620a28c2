-- Keep a plan as a draft, with its crews, stops and unassigned tickets.
-- params: plan (jsonb: the columns of dispatch.plans, and the arrays crews and unassigned).
-- returns: one row: plan_id.
WITH given AS (
    SELECT %(plan)s::jsonb AS plan
),

plan AS (
    INSERT INTO dispatch.plans (
        plan_on, content_as_of, planned_from, seed, iterations, is_cut_short, travel_source,
        estimated_pairs, cost, parts, made_by
    )
    SELECT
        p.plan_on,
        p.content_as_of,
        p.planned_from,
        p.seed,
        p.iterations,
        p.is_cut_short,
        p.travel_source,
        p.estimated_pairs,
        p.cost,
        p.parts,
        dispatch.acting_person() AS made_by
    FROM given AS g
    CROSS JOIN
        LATERAL jsonb_to_record(g.plan)
            AS p (
                plan_on date,
                content_as_of timestamptz,
                planned_from timestamptz,
                seed bigint,
                iterations integer,
                is_cut_short boolean,
                travel_source text,
                estimated_pairs integer,
                cost bigint,
                parts jsonb
            )
    RETURNING plan_id
),

crews AS (
    SELECT
        c.*,
        p.plan_id
    FROM plan AS p
    CROSS JOIN given AS g
    CROSS JOIN LATERAL jsonb_to_recordset(g.plan -> 'crews') AS c (
        crew_id bigint,
        shift_from timestamptz,
        shift_to timestamptz,
        lunch_from timestamptz,
        lunch_to timestamptz,
        ends_at timestamptz,
        overtime_minutes integer,
        driving_minutes integer,
        stops jsonb
    )
),

crew_days AS (
    INSERT INTO dispatch.crew_days (
        plan_id, crew_id, shift_from, shift_to, lunch_from, lunch_to, ends_at, overtime_minutes,
        driving_minutes
    )
    SELECT
        c.plan_id,
        c.crew_id,
        c.shift_from,
        c.shift_to,
        c.lunch_from,
        c.lunch_to,
        c.ends_at,
        c.overtime_minutes,
        c.driving_minutes
    FROM crews AS c
),

stops AS (
    SELECT
        r.*,
        c.plan_id,
        c.crew_id,
        s.number,
        s.stop
    FROM crews AS c
    CROSS JOIN LATERAL jsonb_array_elements(c.stops) WITH ORDINALITY AS s (stop, number)
    CROSS JOIN LATERAL jsonb_to_record(s.stop) AS r (
        latitude float8,
        longitude float8,
        travel_minutes integer,
        arrives_at timestamptz,
        starts_at timestamptz,
        ends_at timestamptz,
        late_minutes integer,
        is_pinned boolean,
        is_begun boolean
    )
),

visits AS (
    INSERT INTO dispatch.stops (
        plan_id, crew_id, stop_number, latitude, longitude, travel_minutes, arrives_at, starts_at,
        ends_at, late_minutes, is_pinned, is_begun
    )
    SELECT
        s.plan_id,
        s.crew_id,
        s.number,
        s.latitude,
        s.longitude,
        s.travel_minutes,
        s.arrives_at,
        s.starts_at,
        s.ends_at,
        s.late_minutes,
        s.is_pinned,
        s.is_begun
    FROM stops AS s
),

tickets AS (
    INSERT INTO dispatch.stop_tickets (
        plan_id, dataset, ticket_id, crew_id, stop_number, ticket_number
    )
    SELECT
        s.plan_id,
        t.ticket ->> 'dataset' AS dataset,
        t.ticket ->> 'ticket_id' AS ticket_id,
        s.crew_id,
        s.number,
        t.number AS ticket_number
    FROM stops AS s
    CROSS JOIN
        LATERAL
        jsonb_array_elements(s.stop -> 'tickets') WITH ORDINALITY AS t (ticket, number)
),

unassigned AS (
    INSERT INTO dispatch.unassigned (plan_id, dataset, ticket_id, reason, detail, instead)
    SELECT
        p.plan_id,
        u.dataset,
        u.ticket_id,
        u.reason,
        u.detail,
        nullif(u.instead, 'null'::jsonb) AS instead
    FROM plan AS p
    CROSS JOIN given AS g
    CROSS JOIN LATERAL jsonb_to_recordset(g.plan -> 'unassigned') AS u (
        dataset text, ticket_id text, reason text, detail text, instead jsonb
    )
)

SELECT p.plan_id
FROM plan AS p;
