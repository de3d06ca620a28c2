-- Whether this session holds the dataset's lock.
-- params: dataset. returns: one row, (is_held).
SELECT count(*) > 0 AS is_held
FROM pg_catalog.pg_locks AS l
WHERE
    l.locktype = 'advisory'
    AND l.granted
    AND l.objsubid = 2
    AND l.pid = pg_backend_pid()
    AND l.classid = hashtext('fleettickets.import')::oid
    AND l.objid = hashtext(%(dataset)s)::oid
