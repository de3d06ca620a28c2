-- Record whether claimed changes were posted. A change that was not is retried after 2 minutes,
-- then 4, and finally every hour; the others wait for it, unless the webhook refused it singly.
-- params: p_ids, p_is_posted, p_is_refused. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.settle_alerts(
    p_ids bigint[], p_is_posted boolean, p_is_refused boolean DEFAULT FALSE
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE tickets.alerts AS a
    SET
        posted_at = CASE WHEN p_is_posted THEN now() END,
        is_refused = a.is_refused OR p_is_refused,
        next_try_at = now() + make_interval(mins => least(60, 2 ^ least(a.tries, 6))::integer)
    WHERE a.alert_id = ANY (p_ids) AND a.posted_at IS NULL;
END
$$;
COMMENT ON FUNCTION tickets.settle_alerts(bigint[], boolean, boolean) IS
'Records whether claimed changes were posted (docs/deployment-and-operations.md#watching).';
