-- Whether a session holds the dataset's lock, as an import does while it runs. An advisory lock of
-- two numbers shows them as classid and objid, with objsubid 2.
-- params: p_dataset. returns: whether a session holds it.
CREATE OR REPLACE FUNCTION tickets.is_run_alive(p_dataset text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM pg_catalog.pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.classid = hashtext('fleettickets.import')::oid
            AND l.objid = hashtext(p_dataset)::oid
            AND l.database = (
                SELECT b.oid FROM pg_catalog.pg_database AS b
                WHERE b.datname = current_database()
            )
    )
$$;
COMMENT ON FUNCTION tickets.is_run_alive(text) IS
'Whether an import of the dataset is running, judged by its lock.';
