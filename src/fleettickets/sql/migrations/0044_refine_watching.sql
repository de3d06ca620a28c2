-- A change that the webhook refuses by itself holds up no other.
ALTER TABLE tickets.alerts ADD COLUMN is_refused boolean NOT NULL DEFAULT FALSE;
COMMENT ON COLUMN tickets.alerts.is_refused IS
'The webhook refused it alone and shortened; it is tried by itself, after those that wait.';

DROP FUNCTION IF EXISTS tickets.settle_alerts(bigint[], boolean);

-- A replay, or an import of a local file, says nothing of whether the schedule is alive.
ALTER TABLE tickets.import_runs ADD COLUMN is_drain boolean NOT NULL DEFAULT TRUE;
COMMENT ON COLUMN tickets.import_runs.is_drain IS
'Whether it looked for what waits in the bucket''s changes/; else a replay, or local files.';
UPDATE tickets.import_runs SET is_drain = FALSE
WHERE source <> 'bucket' AND source NOT LIKE 'bucket %';

-- Its result changes: it says itself whether the silence is too long.
DROP FUNCTION IF EXISTS tickets.import_silence(text, timestamptz);
