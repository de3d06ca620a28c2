-- Record which troubles began and which ended since the last check. A failed run is left out: the
-- next run retries, and if none succeeds, import_overdue reports it.
-- params: none. returns: how many changes were written.
CREATE OR REPLACE FUNCTION tickets.sync_alerts() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_changes integer;
BEGIN
    -- One at a time, so that each sees what the previous one wrote.
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.alerts'));
    WITH troubles AS MATERIALIZED (
        SELECT t.* FROM tickets.find_troubles() AS t
        WHERE t.kind <> 'run_failed'
    ),

    known AS (
        SELECT DISTINCT ON (a.kind, a.subject, a.dataset) a.*
        FROM tickets.alerts AS a
        ORDER BY a.kind, a.subject, a.dataset, a.alert_id DESC
    )

    INSERT INTO tickets.alerts (dataset, kind, subject, state, since, message)
    SELECT
        coalesce(t.dataset, k.dataset),
        coalesce(t.kind, k.kind),
        coalesce(t.subject, k.subject),
        CASE WHEN t.kind IS NULL THEN 'cleared' ELSE 'raised' END,
        coalesce(t.since, k.since),
        coalesce(t.message, k.message)
    FROM troubles AS t
    FULL JOIN known AS k
        ON k.kind = t.kind AND k.subject = t.subject
            AND coalesce(k.dataset, '') = coalesce(t.dataset, '')
    WHERE (t.kind IS NOT NULL) <> (k.state IS NOT NULL AND k.state = 'raised')
    ORDER BY coalesce(t.since, k.since), coalesce(t.kind, k.kind), coalesce(t.subject, k.subject);
    GET DIAGNOSTICS v_changes = ROW_COUNT;
    RETURN v_changes;
END
$$;
COMMENT ON FUNCTION tickets.sync_alerts() IS
'Records which troubles began and ended (docs/deployment-and-operations.md#watching).';
