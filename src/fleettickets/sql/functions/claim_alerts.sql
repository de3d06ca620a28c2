-- Take what waits for the webhook, for as long as a lease: all of it or, while somebody else has a
-- part or a failed try is too young, nothing. So changes are posted in their order. Who dies with
-- them lets them be posted again.
-- params: p_lease. returns: the changes, the oldest first, at most 100.
CREATE OR REPLACE FUNCTION tickets.claim_alerts(p_lease interval)
RETURNS TABLE (
    alert_id bigint,
    dataset text,
    kind text,
    subject text,
    state text,
    since timestamptz,
    message text,
    changed_at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.alerts'));
    IF EXISTS (
        SELECT FROM tickets.alerts AS a WHERE a.posted_at IS NULL AND a.next_try_at > now()
    ) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH taken AS (
        UPDATE tickets.alerts AS a
        SET next_try_at = clock_timestamp() + p_lease, tries = a.tries + 1
        WHERE a.alert_id IN (
            SELECT w.alert_id FROM tickets.alerts AS w
            WHERE w.posted_at IS NULL
            ORDER BY w.alert_id
            LIMIT 100
        )
        RETURNING a.*
    )

    SELECT
        t.alert_id, t.dataset, t.kind, t.subject, t.state, t.since, t.message, t.changed_at
    FROM taken AS t
    ORDER BY t.alert_id;
END
$$;
COMMENT ON FUNCTION tickets.claim_alerts(interval) IS
'Takes the changes that wait for the webhook (docs/deployment-and-operations.md#watching).';
