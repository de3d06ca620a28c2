-- After words of statuses changed: say again what each known status means, and what that makes of
-- its tickets. The history stays as it was until a replay (docs/feed.md#lifecycle). SECURITY
-- DEFINER: who may change the words need not be allowed to change tickets.
-- params: none, a trigger of tickets.status_words. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.apply_status_words() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_dataset text;
    v_changed text[];
    v_importing text := coalesce(current_setting('fleettickets.importing', TRUE), '');
BEGIN
    PERFORM set_config('fleettickets.importing', 'on', TRUE);
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d ORDER BY d.dataset LOOP
        WITH changed AS (
            UPDATE tickets.statuses AS s
            SET meaning = tickets.status_meaning(s.status)
            WHERE s.dataset = v_dataset
                AND s.meaning IS DISTINCT FROM tickets.status_meaning(s.status)
            RETURNING s.status
        )

        SELECT array_agg(c.status) INTO v_changed
        FROM changed AS c;
        CONTINUE WHEN v_changed IS NULL;
        EXECUTE format(
            $sql$
            UPDATE tickets.%I AS t
            SET lifecycle = l.lifecycle
            FROM tickets.statuses AS s
            CROSS JOIN tickets.%I AS n
            CROSS JOIN LATERAL tickets.lifecycle(
                n.is_actionable, n.closed_at, n.bucket, s.meaning
            ) AS l (lifecycle)
            WHERE s.dataset = $1 AND s.status = ANY ($2)
                AND tickets.status_key(n.normalized_status, n.raw_status) = s.status
                AND n.ticket_id = t.ticket_id
                AND t.lifecycle <> l.lifecycle
            $sql$,
            v_dataset, v_dataset
        ) USING v_dataset, v_changed;
    END LOOP;
    PERFORM set_config('fleettickets.importing', v_importing, TRUE);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.apply_status_words() IS
'Follows a change of the words of statuses: the meaning of each known status, and its tickets.';

CREATE OR REPLACE TRIGGER apply_status_words AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
ON tickets.status_words FOR EACH STATEMENT EXECUTE FUNCTION tickets.apply_status_words();
