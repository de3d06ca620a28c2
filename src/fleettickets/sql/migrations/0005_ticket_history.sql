-- What happened to the tickets: a function of the files, whatever order they came in
-- (ARCHITECTURE.md#convergence). No foreign keys here: each would be checked a row at a time.
-- Whom a closing is credited to follows from the ticket's events up to it (docs/decisions.md), so
-- it converges as they do. Whether a reopening undid it follows from the events after it and is
-- read, never stored.

CREATE TABLE tickets.ticket_events (
    dataset text NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    change_key text COLLATE "C" NOT NULL,
    change_line integer NOT NULL,
    kind text NOT NULL
    CONSTRAINT ticket_events_kind_check CHECK (
        kind IN (
            'opened', 'status', 'assignment', 'closed', 'correction', 'reopened', 'waiting',
            'resumed'
        )
    ),
    occurred_at timestamptz NOT NULL,
    from_status text,
    from_raw_status text,
    from_team text,
    from_owner text,
    from_lifecycle text,
    to_status text,
    to_raw_status text,
    to_team text,
    to_owner text,
    to_lifecycle text NOT NULL,
    closed_at timestamptz,
    observed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset, ticket_id, change_key, change_line, kind)
);
COMMENT ON TABLE tickets.ticket_events IS
'Every change of a ticket''s state that any version in the files shows. Each row carries the '
'whole state after it: to_status, to_raw_status, to_team, to_owner, to_lifecycle, closed_at.';
COMMENT ON COLUMN tickets.ticket_events.occurred_at IS
'opened: created_at_service, else first_seen_at. closed, correction: closed_at. Others, and if '
'these are blank: source_updated_at, or the time of the file if that is blank or later.';
-- Used by: ticket_flows, capture_history.
CREATE INDEX ticket_events_occurred_idx ON tickets.ticket_events (dataset, occurred_at)
WHERE kind IN ('opened', 'closed', 'reopened', 'waiting', 'resumed');
-- Used by: ticket_flows, which asks which tickets did more than open and close once.
CREATE INDEX ticket_events_unusual_idx ON tickets.ticket_events (dataset, ticket_id)
WHERE kind IN ('reopened', 'correction', 'waiting', 'resumed');
-- Used by: ticket_flows, which asks whose closings were corrected, without reading the events.
CREATE INDEX ticket_events_correction_idx ON tickets.ticket_events (dataset, occurred_at)
INCLUDE (ticket_id)
WHERE kind = 'correction';
-- Used by: credited_closings, fn_ticket_history. Reopenings are few.
CREATE INDEX ticket_events_reopened_idx
ON tickets.ticket_events (dataset, ticket_id, change_key, change_line)
WHERE kind = 'reopened';

CREATE TABLE tickets.closure_events (
    dataset text NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    change_key text COLLATE "C" NOT NULL,
    change_line integer NOT NULL,
    closed_at timestamptz NOT NULL,
    cluster text,
    normalized_status text,
    assigned_team text,
    owner text,
    mttr integer,
    sla_status text,
    observed_at timestamptz NOT NULL DEFAULT now(),
    longest_team text,
    reassignments integer NOT NULL DEFAULT 0,
    credit_team text,
    credit_rule text NOT NULL DEFAULT 'nobody'
    CONSTRAINT closure_events_credit_rule_check CHECK (
        credit_rule IN ('sole_team', 'held_longest', 'at_closing', 'nobody')
    ),
    source_mttr numeric,
    credit_owner text,
    owner_credit_rule text NOT NULL DEFAULT 'nobody'
    CONSTRAINT closure_events_owner_credit_rule_check CHECK (
        owner_credit_rule IN ('sole_owner', 'held_longest', 'at_closing', 'nobody')
    ),
    is_carried boolean NOT NULL DEFAULT FALSE,
    PRIMARY KEY (dataset, ticket_id, change_key, change_line)
);
COMMENT ON TABLE tickets.closure_events IS
'Every closing of a ticket, as it stood in the version that closed it.';
COMMENT ON COLUMN tickets.closure_events.closed_at IS
'As the source says, else source_updated_at, or the time of the file if that is blank or later.';
COMMENT ON COLUMN tickets.closure_events.mttr IS 'Whole minutes, as tickets.inc.mttr.';
COMMENT ON COLUMN tickets.closure_events.source_mttr IS
'The number from which mttr was converted, in datasets.mttr_unit; NULL where it is not known.';
COMMENT ON COLUMN tickets.closure_events.longest_team IS
'The team that held the ticket longest since it was last opened or reopened.';
COMMENT ON COLUMN tickets.closure_events.reassignments IS
'How often it went from one team to another in that time.';
COMMENT ON COLUMN tickets.closure_events.credit_team IS 'The team that is credited by credit_rule.';
COMMENT ON COLUMN tickets.closure_events.credit_rule IS
'sole_team: no other held it. held_longest: of several. at_closing: of several, none for any '
'time. nobody: it never had a team.';
COMMENT ON COLUMN tickets.closure_events.is_carried IS
'Taken over from an earlier installation, which saw a closing that no file shows. change_key is '
'that of the adopted file (docs/moving-in.md), and change_line is negative.';
COMMENT ON COLUMN tickets.closure_events.credit_owner IS
'The person that is credited by owner_credit_rule.';
COMMENT ON COLUMN tickets.closure_events.owner_credit_rule IS
'As credit_rule, for the owner: sole_owner, held_longest, at_closing or nobody.';
-- Used by: fn_dashboard, fn_team_closures, fn_closures_by, fn_export_closures.
CREATE INDEX closure_events_closed_idx ON tickets.closure_events (dataset, closed_at);
-- Used by: delete_known_closures.sql.
CREATE INDEX closure_events_carried_idx ON tickets.closure_events (dataset, ticket_id)
WHERE is_carried;

CREATE TABLE tickets.inc_daily_snapshot (
    snapshot_on date NOT NULL,
    cluster text NOT NULL,
    open_tickets integer NOT NULL,
    actionable_tickets integer NOT NULL,
    waiting_tickets integer NOT NULL DEFAULT 0,
    created integer NOT NULL,
    closed integer NOT NULL,
    reopened integer NOT NULL,
    content_as_of timestamptz NOT NULL,
    captured_at timestamptz NOT NULL DEFAULT now(),
    is_carried boolean NOT NULL DEFAULT FALSE,
    carried_row jsonb,
    PRIMARY KEY (snapshot_on, cluster)
);
COMMENT ON TABLE tickets.inc_daily_snapshot IS
'Backlog and flow for each East Africa day of the content and each cluster ('''' where a '
'ticket has none), as last captured on that day.';
COMMENT ON COLUMN tickets.inc_daily_snapshot.actionable_tickets IS
'Always open_tickets, because open means actionable.';
COMMENT ON COLUMN tickets.inc_daily_snapshot.content_as_of IS
'How far into the day the content reached when the row was captured.';
COMMENT ON COLUMN tickets.inc_daily_snapshot.is_carried IS
'Whether the counts are those of an earlier installation (docs/moving-in.md).';
COMMENT ON COLUMN tickets.inc_daily_snapshot.carried_row IS
'That installation''s whole row of the day, with its SLA split; in the row without a cluster.';

CREATE TABLE tickets.crq_daily_snapshot (LIKE tickets.inc_daily_snapshot INCLUDING ALL);
COMMENT ON TABLE tickets.crq_daily_snapshot IS 'As tickets.inc_daily_snapshot, for installations.';
