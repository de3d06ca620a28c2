-- Record the end of a run.
-- params: run_id, state, files_applied, files_failed, files_archived, error. returns: nothing.
UPDATE tickets.import_runs AS r
SET
    state = %(state)s,
    finished_at = now(),
    files_applied = %(files_applied)s,
    files_failed = %(files_failed)s,
    files_archived = %(files_archived)s,
    error = %(error)s
WHERE r.run_id = %(run_id)s;
