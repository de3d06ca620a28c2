-- The tickets of every dataset under one name, with what follows from them and the policy.

-- Used by: fn_dashboard. Tickets that their status alone closed: few, with most sources.
CREATE INDEX inc_undated_idx ON tickets.inc (ticket_id) WHERE NOT is_open AND closed_at IS NULL;
CREATE INDEX crq_undated_idx ON tickets.crq (ticket_id) WHERE NOT is_open AND closed_at IS NULL;

CREATE FUNCTION tickets.sla_state(
    p_as_of timestamptz, p_at_risk_at timestamptz, p_due_at timestamptz
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_due_at IS NULL THEN 'unknown'
        WHEN p_as_of > p_due_at THEN 'breached'
        WHEN p_as_of >= p_at_risk_at THEN 'at_risk'
        ELSE 'on_track'
    END
$$;
COMMENT ON FUNCTION tickets.sla_state(timestamptz, timestamptz, timestamptz) IS
'on_track, at_risk, breached (past due_at), or unknown (no due_at).';

CREATE FUNCTION tickets.age_minutes(p_as_of timestamptz, p_started_at timestamptz)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_as_of > p_started_at THEN floor(date_part('epoch', p_as_of - p_started_at) / 60)
        WHEN p_as_of <= p_started_at THEN 0
    END::integer
$$;
COMMENT ON FUNCTION tickets.age_minutes(timestamptz, timestamptz) IS
'Whole minutes between the two, 0 where the ticket started later; NULL without a start.';

CREATE FUNCTION tickets.rebuild_all_tickets() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW tickets.all_tickets AS ' || (
        SELECT string_agg(
            format(
                'SELECT %L::text AS dataset, t.ticket_id, t.normalized_status, t.raw_status, '
                't.bucket, t.is_actionable, t.cluster, t.region, t.location_name, '
                't.assigned_team, t.owner, t.sla_status, t.mttr, t.created_at_service, '
                't.first_seen_at, t.scheduled_at, t.closed_at, t.is_open, t.geom, t.longitude, '
                't.latitude, t.geo_source FROM tickets.%I AS t',
                d.dataset, d.dataset
            ),
            ' UNION ALL ' ORDER BY d.dataset
        )
        FROM tickets.datasets AS d
    );
    COMMENT ON VIEW tickets.all_tickets IS
    'Every dataset''s tickets; a filter on dataset leaves the others'' tables untouched.';
    EXECUTE 'CREATE OR REPLACE VIEW tickets.all_daily_snapshots AS ' || (
        SELECT string_agg(
            format(
                'SELECT %L::text AS dataset, s.snapshot_on, s.cluster, s.open_tickets, '
                's.content_as_of, s.captured_at FROM tickets.%I AS s',
                d.dataset, d.dataset || '_daily_snapshot'
            ),
            ' UNION ALL ' ORDER BY d.dataset
        )
        FROM tickets.datasets AS d
    );
    COMMENT ON VIEW tickets.all_daily_snapshots IS 'Every dataset''s daily snapshots.';
END
$$;
COMMENT ON FUNCTION tickets.rebuild_all_tickets() IS
'Makes tickets.all_tickets and all_daily_snapshots anew; a migration that adds a dataset calls it.';

SELECT tickets.rebuild_all_tickets();

CREATE VIEW tickets.ticket_deadlines AS
WITH clocked AS (
    SELECT
        t.dataset,
        t.ticket_id,
        t.normalized_status,
        t.raw_status,
        t.bucket,
        t.is_actionable,
        t.cluster,
        t.region,
        t.location_name,
        t.assigned_team,
        t.owner,
        t.mttr,
        t.scheduled_at,
        t.closed_at,
        t.is_open,
        t.geom,
        t.longitude,
        t.latitude,
        t.geo_source,
        v.is_within,
        CASE WHEN d.is_scheduled THEN t.scheduled_at END AS appointed_at,
        coalesce(t.created_at_service, t.first_seen_at) AS started_at,
        make_interval(mins => coalesce(own.target_minutes, common.target_minutes)) AS target,
        make_interval(
            mins => CASE
                WHEN own.dataset IS NOT NULL THEN own.target_minutes - own.at_risk_minutes
                ELSE common.target_minutes - common.at_risk_minutes
            END
        ) AS warning
    FROM tickets.all_tickets AS t
    INNER JOIN tickets.datasets AS d ON t.dataset = d.dataset
    LEFT JOIN tickets.sla_policy AS own ON t.dataset = own.dataset AND t.cluster = own.cluster
    LEFT JOIN tickets.sla_policy AS common
        ON t.dataset = common.dataset AND common.cluster IS NULL
    LEFT JOIN tickets.sla_verdicts AS v ON lower(t.sla_status) = v.sla_status
)

SELECT
    c.dataset,
    c.ticket_id,
    c.normalized_status,
    c.raw_status,
    c.bucket,
    c.is_actionable,
    c.cluster,
    c.region,
    c.location_name,
    c.assigned_team,
    c.owner,
    c.mttr,
    c.scheduled_at,
    c.closed_at,
    c.is_open,
    c.geom,
    c.longitude,
    c.latitude,
    c.geo_source,
    c.is_within,
    c.appointed_at,
    c.started_at,
    coalesce(c.appointed_at, c.started_at + c.target) AS due_at,
    coalesce(c.appointed_at, c.started_at + c.target) - c.warning AS at_risk_at
FROM clocked AS c;
COMMENT ON VIEW tickets.ticket_deadlines IS
'Each ticket with what its SLA follows from: started_at, due_at, at_risk_at (no clock in them), '
'and is_within, the source''s own verdict, which counts once it is closed.';

CREATE VIEW reporting.freshness AS
WITH known AS (
    SELECT
        d.dataset,
        d.stale_after_minutes,
        now() AS wall_clock_at,
        m.metadata ->> 'source_max_key' AS source_max_key,
        (m.metadata ->> 'content_as_of')::timestamptz AS content_as_of,
        to_timestamp(
            substring(m.metadata ->> 'source_max_key' FROM '\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d')
            || ' +03',
            'YYYY-MM-DD"T"HH24-MI-SS TZH'
        ) AS key_at,
        (
            SELECT max(r.run_id) FROM tickets.import_runs AS r
            WHERE r.dataset = d.dataset
        ) AS last_run_id
    FROM tickets.datasets AS d
    LEFT JOIN tickets.import_meta AS m ON d.dataset = m.dataset
)

SELECT
    k.dataset,
    k.source_max_key,
    k.content_as_of,
    k.wall_clock_at,
    k.stale_after_minutes,
    k.last_run_id,
    r.state AS last_run_state,
    r.started_at AS last_run_started_at,
    r.finished_at AS last_run_finished_at,
    floor(extract(EPOCH FROM k.wall_clock_at - k.content_as_of) / 60)::integer AS lag_minutes,
    coalesce(
        k.wall_clock_at - k.content_as_of > make_interval(mins => k.stale_after_minutes), TRUE
    ) AS is_stale,
    -- Where the content ends, exclusive: after its newest change and its newest file.
    date_trunc('second', greatest(k.content_as_of, k.key_at)) + interval '1 second' AS reaches_to
FROM known AS k
LEFT JOIN tickets.import_runs AS r ON k.last_run_id = r.run_id;
COMMENT ON VIEW reporting.freshness IS
'How old each dataset''s answers are, and how its last import went.';

CREATE FUNCTION tickets.open_sla(p_dataset text DEFAULT NULL, p_as_of timestamptz DEFAULT NULL)
RETURNS TABLE (
    dataset text,
    ticket_id text,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    started_at timestamptz,
    scheduled_at timestamptz,
    due_at timestamptz,
    at_risk_at timestamptz,
    as_of timestamptz,
    age_minutes integer,
    sla_state text,
    geo_source text,
    geom geometry
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT
        t.dataset,
        t.ticket_id,
        t.normalized_status,
        t.raw_status,
        t.bucket,
        t.is_actionable,
        t.cluster,
        t.region,
        t.location_name,
        t.assigned_team,
        t.owner,
        t.started_at,
        t.scheduled_at,
        t.due_at,
        t.at_risk_at,
        c.as_of,
        tickets.age_minutes(c.as_of, t.started_at),
        tickets.sla_state(c.as_of, t.at_risk_at, t.due_at),
        t.geo_source,
        t.geom
    FROM reporting.freshness AS f
    CROSS JOIN LATERAL (
        SELECT coalesce(p_as_of, f.content_as_of, f.wall_clock_at) AS as_of
    ) AS c
    INNER JOIN tickets.ticket_deadlines AS t ON t.dataset = f.dataset
    WHERE t.is_open AND (p_dataset IS NULL OR f.dataset = p_dataset)
        AND (p_dataset IS NULL OR t.dataset = p_dataset)
$$;
COMMENT ON FUNCTION tickets.open_sla(text, timestamptz) IS
'Open tickets of a dataset (NULL: of all), aged against p_as_of (NULL: the content''s own time). '
'p_as_of moves the clock, not the content.';

CREATE VIEW tickets.inc_open_sla AS SELECT * FROM tickets.open_sla('inc');
COMMENT ON VIEW tickets.inc_open_sla IS 'Open incidents, aged against content_as_of.';

CREATE VIEW tickets.crq_open_sla AS SELECT * FROM tickets.open_sla('crq');
COMMENT ON VIEW tickets.crq_open_sla IS 'Open installations, aged against content_as_of.';
