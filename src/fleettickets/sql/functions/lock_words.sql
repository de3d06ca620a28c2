-- Prevent imports and writers of tickets.status_words from working at the same time: an import
-- reads the words, a writer of words updates tickets, and neither sees the other's uncommitted
-- rows.
-- params: p_is_shared, for an import. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.lock_words(p_is_shared boolean) RETURNS void
LANGUAGE sql AS $$
    SELECT CASE
        WHEN p_is_shared
            THEN pg_advisory_xact_lock_shared(hashtext('fleettickets.status_words'), 0)
        ELSE pg_advisory_xact_lock(hashtext('fleettickets.status_words'), 0)
    END
$$;
COMMENT ON FUNCTION tickets.lock_words(boolean) IS
'Until the transaction ends: shared for an import, in a statement before the one that reads the '
'words; alone for a writer of words.';
