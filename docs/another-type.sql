-- A third ticket type, here maintenance (mnt). Copy it to sql/migrations under the next number,
-- and add a Dataset to DATASETS in pipeline.py; nothing else knows the types.

-- is_scheduled: a ticket with an appointment is due then. Answers are stale after three days of
-- lag, unless stale_after_minutes says otherwise.
INSERT INTO tickets.datasets (dataset, title, is_scheduled) VALUES ('mnt', 'Maintenance', TRUE);

-- Without a line here, the state of its tickets is unknown. is_default: nobody has confirmed it.
INSERT INTO tickets.sla_policy (dataset, cluster, target_minutes, at_risk_minutes, is_default)
VALUES ('mnt', NULL, 4320, 2880, TRUE);

CREATE TABLE tickets.mnt (LIKE tickets.inc INCLUDING ALL);
COMMENT ON TABLE tickets.mnt IS 'Maintenance, the newest version of each ticket.';

CREATE TRIGGER derive_ticket BEFORE INSERT OR UPDATE ON tickets.mnt
FOR EACH ROW WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.derive_ticket();
CREATE TRIGGER resolve_ticket_geoms BEFORE INSERT OR UPDATE ON tickets.mnt
FOR EACH ROW WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.resolve_ticket_geoms();

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE ON tickets.mnt
FOR EACH STATEMENT WHEN (NOT tickets.is_importing())
EXECUTE FUNCTION tickets.lock_positions('true');

CREATE TABLE tickets.mnt_daily_snapshot (LIKE tickets.inc_daily_snapshot INCLUDING ALL);
COMMENT ON TABLE tickets.mnt_daily_snapshot IS 'As tickets.inc_daily_snapshot, for maintenance.';

CREATE VIEW tickets.mnt_open_sla AS SELECT * FROM tickets.open_sla('mnt');
COMMENT ON VIEW tickets.mnt_open_sla IS 'Open maintenance, aged against content_as_of.';
