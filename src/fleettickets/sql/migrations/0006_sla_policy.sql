-- How long a ticket may stay open, and what the source's words for it mean.

CREATE TABLE tickets.sla_policy (
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    cluster text,
    target_minutes integer NOT NULL,
    at_risk_minutes integer NOT NULL,
    is_default boolean NOT NULL DEFAULT FALSE,
    note text,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sla_policy_cluster_check
    CHECK (cluster IS NULL OR tickets.name_key(cluster) NOT IN ('', '(none)')),
    CONSTRAINT sla_policy_minutes_check CHECK (
        at_risk_minutes > 0 AND at_risk_minutes <= target_minutes
    )
);
COMMENT ON TABLE tickets.sla_policy IS
'Targets for the age of open tickets; a cluster''s own line wins over the dataset''s, which has no '
'cluster. Change it here or with `fleettickets sla set`.';
COMMENT ON COLUMN tickets.sla_policy.target_minutes IS 'Age at which a ticket is due.';
COMMENT ON COLUMN tickets.sla_policy.at_risk_minutes IS
'Age from which it is at risk; before a scheduled time, the same time ahead of it.';
COMMENT ON COLUMN tickets.sla_policy.is_default IS
'Shipped with the code and never confirmed by anyone.';

COMMENT ON COLUMN tickets.sla_policy.note IS 'Where a shipped default comes from.';

-- Used by: ticket_deadlines. One line at most for each cluster, in any spelling, so that a
-- statement that reads no deadline is planned without the policy.
CREATE UNIQUE INDEX sla_policy_place_idx ON tickets.sla_policy (dataset, tickets.name_key(cluster));

INSERT INTO tickets.sla_policy (
    dataset, cluster, target_minutes, at_risk_minutes, is_default, note
)
VALUES
(
    'inc', NULL, 2880, 2160, TRUE,
    'the target is the operator''s 48 hours; the age at risk is a guess'
),
('crq', NULL, 7200, 5760, TRUE, 'both are guesses: no SLA of installations is known');

CREATE TABLE tickets.sla_verdicts (
    sla_status text PRIMARY KEY
    CONSTRAINT sla_verdicts_sla_status_check CHECK (
        sla_status = tickets.verdict_word(sla_status)
    ),
    is_within boolean NOT NULL
);
COMMENT ON TABLE tickets.sla_verdicts IS
'What the source''s sla_status says of a closed ticket, in lower case, with spaces for - '
'and _. Any other word is the trouble unknown_verdict, and the ticket''s due time decides.';

INSERT INTO tickets.sla_verdicts (sla_status, is_within)
VALUES
-- Seen in the feed.
('compliant', TRUE), ('breached', FALSE),
-- The usual words of other such systems.
('within sla', TRUE), ('within', TRUE), ('in sla', TRUE), ('inside sla', TRUE), ('met', TRUE),
('sla met', TRUE), ('met sla', TRUE), ('achieved', TRUE), ('sla achieved', TRUE),
('sla compliant', TRUE), ('complied', TRUE), ('ontime', TRUE), ('on time', TRUE), ('in time', TRUE),
('on target', TRUE), ('within target', TRUE), ('passed', TRUE), ('not breached', TRUE),
('no breach', TRUE),
('sla breached', FALSE), ('breached sla', FALSE), ('breach', FALSE), ('non compliant', FALSE),
('not compliant', FALSE), ('noncompliant', FALSE), ('violated', FALSE), ('sla violated', FALSE),
('missed', FALSE), ('sla missed', FALSE), ('not met', FALSE), ('sla not met', FALSE),
('not achieved', FALSE), ('failed', FALSE), ('exceeded', FALSE), ('sla exceeded', FALSE),
('outside sla', FALSE), ('out of sla', FALSE), ('overdue', FALSE), ('past due', FALSE),
('late', FALSE), ('expired', FALSE);
