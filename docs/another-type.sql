-- A third ticket type, here maintenance (mnt). Copy it to sql/migrations under the next number,
-- and add a Dataset to DATASETS in pipeline.py; nothing else knows the types.

INSERT INTO tickets.datasets (dataset, title) VALUES ('mnt', 'Maintenance');

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
