-- Find the session that holds the dataset's lock although it runs no import: a run has ended since
-- the session began, and none is running.
-- params: dataset. returns: pid; no row if there is no such session, or it cannot be seen.
SELECT l.pid
FROM pg_catalog.pg_locks AS l
INNER JOIN pg_catalog.pg_stat_activity AS a ON l.pid = a.pid
WHERE
    l.locktype = 'advisory'
    AND l.granted
    AND l.objsubid = 2
    AND l.classid = hashtext('fleettickets.import')::oid
    AND l.objid = hashtext(%(dataset)s)::oid
    AND a.datname = current_database()
    AND EXISTS (
        SELECT FROM tickets.import_runs AS r
        WHERE r.dataset = %(dataset)s AND r.finished_at > a.backend_start
    )
    AND NOT EXISTS (
        SELECT FROM tickets.import_runs AS r
        WHERE r.dataset = %(dataset)s AND r.state = 'running'
    )
