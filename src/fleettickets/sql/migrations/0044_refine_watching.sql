-- A change that the webhook refuses by itself holds up no other.
ALTER TABLE tickets.alerts ADD COLUMN is_refused boolean NOT NULL DEFAULT FALSE;
COMMENT ON COLUMN tickets.alerts.is_refused IS
'The webhook refused it alone and shortened; it is tried by itself, after those that wait.';

DROP FUNCTION IF EXISTS tickets.settle_alerts(bigint[], boolean);
