-- Fill a dataset with the tickets of the past days and their history, without the import.
-- 1 in 60 lacks a position and 3 in 10 lack created_at_service; of 200, 2 were reopened, 1 had its
-- closing time corrected and 1 was closed without one. 7 in 10 installations have an appointment. A
-- file comes every 20 minutes and is observed a minute later. The daily snapshots of each cluster
-- have invented counts.
-- Identifiers: table, snapshots. params: dataset, tickets, open_tickets, days, content_as_of.
WITH lives AS MATERIALIZED (
    SELECT
        i,
        i > %(tickets)s::integer - %(open_tickets)s::integer AS is_open,
        CASE %(dataset)s WHEN 'crq' THEN 'WOT1' ELSE 'WOT0' END || lpad(i::text, 7, '0') AS ticket_id,
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
        l.ended_at,
        l.ended_at - l.lasted AS created_at,
        CASE WHEN NOT l.is_open THEN l.ended_at END AS closed_at,
        NOT l.is_open AND l.dice BETWEEN 400 AND 410 AS is_reopened,
        NOT l.is_open AND l.dice BETWEEN 420 AND 424 AS is_corrected,
        l.dice BETWEEN 430 AND 434 AS is_undated,
        'CLUSTER ' || (hashint4(l.i + 1) & 127) AS cluster,
        'TEAM ' || (hashint4(l.i + 2) & 63) AS team,
        'owner' || (hashint4(l.i + 3) & 31) AS owner
    FROM lives AS l
),

events AS MATERIALIZED (
    SELECT
        d.i,
        d.ticket_id,
        d.cluster,
        d.team,
        d.owner,
        d.dice,
        d.lasted,
        d.is_undated,
        e.kind,
        e.occurred_at,
        date_bin('20 minutes', e.shown_at, '2000-01-01 00:00+00') + interval '20 minutes' AS file_at
    FROM dated AS d
    CROSS JOIN LATERAL (
        VALUES
        ('opened', d.created_at, d.created_at, TRUE),
        ('assignment', d.created_at + d.lasted * 0.1, d.created_at + d.lasted * 0.1, d.dice < 200),
        ('closed', d.created_at + d.lasted * 0.3, d.created_at + d.lasted * 0.3, d.is_reopened),
        (
            'reopened',
            date_bin(
                '20 minutes', d.created_at + d.lasted * 0.3, '2000-01-01 00:00+00'
            ) + interval '40 minutes',
            d.created_at + d.lasted * 0.3 + interval '20 minutes',
            d.is_reopened
        ),
        ('status', d.closed_at, d.closed_at, NOT d.is_open),
        (
            'correction', d.closed_at - d.lasted * 0.1, d.closed_at + interval '1 hour', d.is_corrected
        ),
        (
            'closed',
            d.closed_at,
            greatest(d.closed_at, d.created_at + d.lasted * 0.3 + interval '40 minutes'),
            NOT d.is_open
        )
    ) AS e (kind, occurred_at, shown_at, happened)
    WHERE e.happened
),

written AS (
    INSERT INTO {table} (
        ticket_id, raw, content_hash, change_key, change_line, normalized_status, raw_status,
        bucket, is_actionable, cluster, region, location_name, assigned_team, owner, sla_status,
        mttr, created_at_service, scheduled_at, closed_at, first_seen_at, last_seen_at,
        source_created_at, source_updated_at, lifecycle, geom, geo_source
    )
    SELECT
        d.ticket_id,
        jsonb_build_object(
            'ticket_id', d.ticket_id, 'cluster', d.cluster, 'assigned_team', d.team,
            'location_name', 'Some road near some place, building ' || d.i,
            'filler', repeat(md5(d.i::text), 18)
        ),
        md5(d.ticket_id)::uuid,
        'automations/' || %(dataset)s || '/changes/' || to_char(
            d.ended_at AT TIME ZONE 'Africa/Nairobi', 'YYYY-MM-DD"T"HH24-MI-SS".csv"'
        ),
        2,
        CASE WHEN d.is_open THEN 'ACCEPTED' ELSE 'CLOSED COMPLETE' END,
        CASE WHEN d.is_open THEN 'ACCEPTED' ELSE 'CLOSED COMPLETE' END,
        CASE WHEN d.is_open THEN 'pending' ELSE 'closed' END,
        d.is_open,
        CASE WHEN d.dice > 10 THEN d.cluster END,
        'nairobi',
        'Some road near some place, building ' || d.i,
        CASE WHEN d.dice > 20 THEN d.team END,
        d.owner,
        CASE
            WHEN NOT d.is_open THEN CASE WHEN d.dice < 700 THEN 'Compliant' ELSE 'Breached' END
        END,
        CASE WHEN NOT d.is_open THEN extract(EPOCH FROM d.lasted)::integer / 60 END,
        CASE WHEN d.dice > 307 THEN d.created_at END,
        CASE
            WHEN %(dataset)s = 'crq' AND d.dice > 307
                THEN d.created_at + interval '1 hour' * (24 + (hashint4(d.i + 6) & 255))
        END,
        CASE
            WHEN d.is_corrected THEN d.closed_at - d.lasted * 0.1
            WHEN NOT d.is_undated THEN d.closed_at
        END,
        d.created_at,
        coalesce(d.closed_at, d.created_at),
        d.created_at,
        coalesce(d.closed_at, d.created_at),
        CASE WHEN d.is_open THEN 'actionable' ELSE 'closed' END,
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

noted AS (
    INSERT INTO tickets.ticket_events (
        dataset, ticket_id, change_key, change_line, kind, occurred_at, from_lifecycle, to_status,
        to_raw_status, to_team, to_owner, to_lifecycle, closed_at, observed_at
    )
    SELECT
        %(dataset)s,
        t.ticket_id,
        'automations/' || %(dataset)s || '/changes/' || to_char(
            t.file_at AT TIME ZONE 'Africa/Nairobi', 'YYYY-MM-DD"T"HH24-MI-SS".csv"'
        ),
        2,
        t.kind,
        t.occurred_at,
        CASE t.kind
            WHEN 'opened' THEN NULL
            WHEN 'correction' THEN 'closed'
            WHEN 'reopened' THEN 'closed'
            ELSE 'actionable'
        END,
        CASE WHEN t.kind IN ('closed', 'correction') THEN 'CLOSED COMPLETE' ELSE 'ACCEPTED' END,
        CASE WHEN t.kind IN ('closed', 'correction') THEN 'CLOSED COMPLETE' ELSE 'ACCEPTED' END,
        t.team,
        t.owner,
        CASE WHEN t.kind IN ('closed', 'correction') THEN 'closed' ELSE 'actionable' END,
        CASE WHEN t.kind IN ('closed', 'correction') AND NOT t.is_undated THEN t.occurred_at END,
        t.file_at + interval '1 minute'
    FROM events AS t
    ORDER BY t.i
),

credited AS (
    INSERT INTO tickets.closure_events (
        dataset, ticket_id, change_key, change_line, closed_at, cluster, normalized_status,
        assigned_team, owner, mttr, sla_status, longest_team, reassignments, credit_team,
        credit_rule, credit_owner, owner_credit_rule, observed_at
    )
    SELECT
        %(dataset)s,
        t.ticket_id,
        'automations/' || %(dataset)s || '/changes/' || to_char(
            t.file_at AT TIME ZONE 'Africa/Nairobi', 'YYYY-MM-DD"T"HH24-MI-SS".csv"'
        ),
        2,
        t.occurred_at,
        t.cluster,
        'CLOSED COMPLETE',
        t.team,
        t.owner,
        extract(EPOCH FROM t.lasted)::integer / 60,
        CASE WHEN t.dice < 700 THEN 'Compliant' ELSE 'Breached' END,
        t.team,
        0,
        t.team,
        'sole_team',
        t.owner,
        'sole_owner',
        t.file_at + interval '1 minute'
    FROM events AS t
    WHERE t.kind = 'closed'
    ORDER BY t.i
),

run AS (
    INSERT INTO tickets.import_runs (dataset, source, state, started_at, finished_at)
    SELECT %(dataset)s, 'bucket', 'succeeded', r.at, r.at + interval '5 seconds'
    FROM generate_series(
        %(content_as_of)s::timestamptz - interval '1 day' * %(days)s::integer,
        %(content_as_of)s::timestamptz,
        interval '20 minutes'
    ) AS r (at)
)

INSERT INTO {snapshots} (
    snapshot_on, cluster, open_tickets, actionable_tickets, created, closed, reopened,
    content_as_of, captured_at
)
SELECT
    ((d.at AT TIME ZONE 'Africa/Nairobi') - interval '12 hours')::date,
    'CLUSTER ' || c.n,
    %(open_tickets)s::integer / 128,
    %(open_tickets)s::integer / 128,
    %(tickets)s::integer / %(days)s::integer / 128,
    %(tickets)s::integer / %(days)s::integer / 128,
    0,
    d.at,
    d.at + interval '22 minutes'
FROM generate_series(
    %(content_as_of)s::timestamptz - interval '1 day' * %(days)s::integer,
    %(content_as_of)s::timestamptz,
    interval '1 day'
) AS d (at)
CROSS JOIN generate_series(0, 127) AS c (n)
