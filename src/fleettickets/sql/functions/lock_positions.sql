-- Prevent writers of tickets and writers of places from working at the same time: a writer of
-- tickets reads places, a writer of places updates tickets, and neither sees the other's
-- uncommitted rows.
-- params: p_is_shared, for a writer of tickets. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.lock_positions(p_is_shared boolean) RETURNS void
LANGUAGE sql AS $$
    SELECT CASE
        WHEN p_is_shared
            THEN pg_advisory_xact_lock_shared(hashtext('fleettickets.positions'), 0)
        ELSE pg_advisory_xact_lock(hashtext('fleettickets.positions'), 0)
    END
$$;
COMMENT ON FUNCTION tickets.lock_positions(boolean) IS
'Until the transaction ends: shared for a writer of tickets, in a statement before the one that '
'writes; alone for a writer of places.';
