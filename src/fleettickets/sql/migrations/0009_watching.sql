-- From what on a figure is trouble, and the alerts about it.

CREATE TABLE tickets.watch_limits (
    is_only boolean PRIMARY KEY DEFAULT TRUE
    CONSTRAINT watch_limits_is_only_check CHECK (is_only),
    overdue_minutes integer NOT NULL DEFAULT 90
    CONSTRAINT watch_limits_overdue_minutes_check CHECK (overdue_minutes > 0),
    watched_from time NOT NULL DEFAULT '06:00',
    watched_to time NOT NULL DEFAULT '21:00',
    reject_percent numeric NOT NULL DEFAULT 1
    CONSTRAINT watch_limits_reject_percent_check CHECK (reject_percent >= 0),
    reject_growth numeric NOT NULL DEFAULT 2
    CONSTRAINT watch_limits_reject_growth_check CHECK (reject_growth >= 1),
    reject_percent_always numeric NOT NULL DEFAULT 10
    CONSTRAINT watch_limits_reject_percent_always_check CHECK (reject_percent_always > 0),
    reject_rows integer NOT NULL DEFAULT 10
    CONSTRAINT watch_limits_reject_rows_check CHECK (reject_rows > 0),
    CONSTRAINT watch_limits_hours_check CHECK (watched_from < watched_to)
);
COMMENT ON TABLE tickets.watch_limits IS
'One row, edited by SQL: the limits from which a figure is a trouble. They are here, and in no '
'process''s settings, so that all processes agree (docs/deployment-and-operations.md#watching).';
COMMENT ON COLUMN tickets.watch_limits.overdue_minutes IS
'An import is overdue after so many watched minutes without a successful one.';
COMMENT ON COLUMN tickets.watch_limits.watched_from IS
'The hours of the day, in East Africa Time, in which imports are expected; 00:00 to 24:00: all.';
COMMENT ON COLUMN tickets.watch_limits.reject_percent IS
'The share of refused rows in 24 hours that is trouble if it has also grown so many times.';
COMMENT ON COLUMN tickets.watch_limits.reject_percent_always IS
'The share that is trouble even if it was always so.';
COMMENT ON COLUMN tickets.watch_limits.reject_rows IS
'Fewer rejected rows in 24 hours are no trouble, at any share.';

INSERT INTO tickets.watch_limits DEFAULT VALUES;

CREATE TABLE tickets.alerts (
    alert_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset text REFERENCES tickets.datasets (dataset),
    kind text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL
    CONSTRAINT alerts_state_check CHECK (state IN ('raised', 'cleared')),
    since timestamptz NOT NULL,
    message text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    posted_at timestamptz,
    next_try_at timestamptz NOT NULL DEFAULT '-infinity',
    tries integer NOT NULL DEFAULT 0,
    is_refused boolean NOT NULL DEFAULT FALSE
);
COMMENT ON TABLE tickets.alerts IS
'Every change of a trouble''s state, in order; what has no posted_at waits for the webhook.';
COMMENT ON COLUMN tickets.alerts.is_refused IS
'The webhook refused it alone and shortened; it is tried by itself, after those that wait.';
-- Used by: sync_alerts, which asks for the last state of each trouble.
CREATE INDEX alerts_trouble_idx ON tickets.alerts (kind, subject, dataset, alert_id);
-- Used by: claim_alerts.
CREATE INDEX alerts_waiting_idx ON tickets.alerts (alert_id) WHERE posted_at IS NULL;
