CREATE TABLE tickets.closure_events (
    ticket_id text NOT NULL,
    closed_at timestamptz NOT NULL,
    cluster text,
    assigned_team text,
    owner text,
    sla_status text,
    mttr integer,
    observed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticket_id, closed_at)
);

CREATE TABLE tickets.inc_daily_snapshot (
    snapshot_date date PRIMARY KEY,
    open_count integer NOT NULL,
    sla_on_track integer,
    sla_breached integer,
    by_cluster jsonb,
    by_status jsonb,
    created_count integer,
    closed_count integer,
    captured_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION tickets.capture_history() RETURNS void
LANGUAGE sql AS $$
    INSERT INTO tickets.closure_events (
        ticket_id, closed_at, cluster, assigned_team, owner, sla_status, mttr
    )
    SELECT
        t.ticket_id, t.closed_at, t.cluster, t.assigned_team, t.owner, t.sla_status, t.mttr
    FROM tickets.inc AS t
    WHERE t.closed_at IS NOT NULL
    ON CONFLICT DO NOTHING;
$$;
