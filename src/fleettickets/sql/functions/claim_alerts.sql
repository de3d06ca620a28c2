-- Claim the changes that wait for the webhook, for as long as a lease. Claims nothing while another
-- process holds a claim or a failed attempt is too recent, so that changes are posted in their
-- order. If the process dies, the lease ends and the changes are posted again. Changes that the
-- webhook refused by themselves come last, one at a time, and delay no other.
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
DECLARE
    v_refused_only boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.alerts'));
    IF EXISTS (
        SELECT FROM tickets.alerts AS a
        WHERE a.posted_at IS NULL AND NOT a.is_refused AND a.next_try_at > now()
    ) THEN
        RETURN;
    END IF;
    v_refused_only := NOT EXISTS (
        SELECT FROM tickets.alerts AS a WHERE a.posted_at IS NULL AND NOT a.is_refused
    );
    RETURN QUERY
    WITH taken AS (
        UPDATE tickets.alerts AS a
        SET next_try_at = clock_timestamp() + p_lease, tries = a.tries + 1
        WHERE a.alert_id IN (
            SELECT w.alert_id FROM tickets.alerts AS w
            WHERE w.posted_at IS NULL
                AND w.is_refused = v_refused_only
                AND w.next_try_at <= now()
            ORDER BY w.alert_id
            LIMIT CASE WHEN v_refused_only THEN 1 ELSE 100 END
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
'Claims the changes that wait for the webhook (docs/deployment-and-operations.md#watching).';
