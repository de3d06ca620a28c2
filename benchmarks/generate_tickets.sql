-- Fill tickets.inc with incidents of the past days, and their history, without the import.
-- One in 60 lacks a position, three in ten created_at_service; half of the open ones are late.
-- params: tickets, open_tickets, days, content_as_of.
WITH lives AS MATERIALIZED (
    SELECT
        i,
        i > %(tickets)s::integer - %(open_tickets)s::integer AS is_open,
        'INC' || lpad(i::text, 8, '0') AS ticket_id,
        hashint4(i) & 1023 AS dice,
        interval '1 minute' * (20 + (hashint4(i + 7) & 4095)) AS lasted,
        %(content_as_of)s::timestamptz - CASE
            WHEN i > %(tickets)s::integer - %(open_tickets)s::integer
                THEN interval '1 minute' * (hashint4(i) & 1023)
            ELSE
                (%(tickets)s::integer - %(open_tickets)s::integer - i)
                * (interval '1 day' * (%(days)s::double precision / %(tickets)s::integer))
        END AS ended_at
    FROM generate_series(1, %(tickets)s::integer) AS i
),

dated AS MATERIALIZED (
    SELECT
        l.i,
        l.is_open,
        l.ticket_id,
        l.dice,
        l.lasted,
        l.ended_at - l.lasted AS created_at,
        CASE WHEN NOT l.is_open THEN l.ended_at END AS closed_at,
        'Cluster ' || (hashint4(l.i + 1) & 127) AS cluster,
        'Team ' || (hashint4(l.i + 2) & 63) AS team,
        'owner' || (hashint4(l.i + 3) & 31) AS owner,
        to_char(
            l.ended_at AT TIME ZONE 'Africa/Nairobi',
            '"automations/inc/changes/"YYYY-MM-DD"T"HH24-MI-SS".csv"'
        ) AS change_key
    FROM lives AS l
),

written AS (
    INSERT INTO tickets.inc (
        ticket_id, raw, content_hash, change_key, change_line, normalized_status, raw_status,
        bucket, is_actionable, cluster, region, location_name, assigned_team, owner, sla_status,
        mttr, created_at_service, closed_at, first_seen_at, last_seen_at, source_created_at,
        source_updated_at, geom, geo_source
    )
    SELECT
        d.ticket_id,
        jsonb_build_object(
            'ticket_id', d.ticket_id, 'cluster', d.cluster, 'assigned_team', d.team,
            'location_name', 'Some road near some place, building ' || d.i,
            'filler', repeat(md5(d.i::text), 18)
        ),
        md5(d.ticket_id)::uuid,
        d.change_key,
        2,
        CASE WHEN d.is_open THEN 'open' ELSE 'closed' END,
        CASE WHEN d.is_open THEN 'ASSIGNED' ELSE 'RESTORED' END,
        'Fibre cut',
        d.is_open,
        CASE WHEN d.dice > 10 THEN d.cluster END,
        'nairobi',
        'Some road near some place, building ' || d.i,
        CASE WHEN d.dice > 20 THEN d.team END,
        d.owner,
        CASE
            WHEN NOT d.is_open THEN CASE WHEN d.dice < 700 THEN 'Within SLA' ELSE 'Breached' END
        END,
        CASE WHEN NOT d.is_open THEN extract(EPOCH FROM d.lasted)::integer / 60 END,
        CASE WHEN d.dice > 307 THEN d.created_at END,
        d.closed_at,
        d.created_at,
        coalesce(d.closed_at, d.created_at),
        d.created_at,
        coalesce(d.closed_at, d.created_at),
        CASE
            WHEN d.dice > 17
                THEN
                    public.st_setsrid(
                        public.st_makepoint(
                            36.6 + (hashint4(d.i + 4) & 65535) / 200000.0,
                            -1.4 + (hashint4(d.i + 5) & 65535) / 200000.0
                        ),
                        4326
                    )
        END,
        CASE WHEN d.dice > 17 THEN 'feed' END
    FROM dated AS d
    ORDER BY d.i
),

told AS (
    INSERT INTO tickets.ticket_events (
        dataset, ticket_id, change_key, change_line, kind, occurred_at, to_status, to_raw_status,
        to_team, to_owner, closed_at
    )
    SELECT
        'inc',
        d.ticket_id,
        CASE
            WHEN e.kind IN ('opened', 'assignment')
                THEN
                    to_char(
                        e.occurred_at AT TIME ZONE 'Africa/Nairobi',
                        '"automations/inc/changes/"YYYY-MM-DD"T"HH24-MI-SS".csv"'
                    )
            ELSE d.change_key
        END,
        2,
        e.kind,
        e.occurred_at,
        CASE WHEN e.kind = 'closed' THEN 'closed' ELSE 'open' END,
        'ASSIGNED',
        d.team,
        d.owner,
        CASE WHEN e.kind = 'closed' THEN d.closed_at END
    FROM dated AS d
    CROSS JOIN LATERAL (
        VALUES
        ('opened', d.created_at, TRUE),
        ('assignment', d.created_at + interval '10 minutes', d.dice < 200),
        ('status', d.closed_at, NOT d.is_open),
        ('closed', d.closed_at, NOT d.is_open)
    ) AS e (kind, occurred_at, happened)
    WHERE e.happened
    ORDER BY d.i
)

INSERT INTO tickets.closure_events (
    dataset, ticket_id, change_key, change_line, closed_at, cluster, normalized_status,
    assigned_team, owner, mttr, sla_status, longest_team, reassignments, credit_team, credit_rule
)
SELECT
    'inc',
    d.ticket_id,
    d.change_key,
    2,
    d.closed_at,
    d.cluster,
    'closed',
    d.team,
    d.owner,
    extract(EPOCH FROM d.lasted)::integer / 60,
    CASE WHEN d.dice < 700 THEN 'Within SLA' ELSE 'Breached' END,
    d.team,
    0,
    d.team,
    'sole_team'
FROM dated AS d
WHERE NOT d.is_open
ORDER BY d.i
