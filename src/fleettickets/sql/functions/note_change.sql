-- Count a change of a subject, and notify the listeners of fleettickets_changes when the
-- transaction commits. SECURITY DEFINER: a role that may change a table may also count the change.
-- params: p_subject, a dataset or access. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.note_change(p_subject text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE tickets.data_versions AS v
    SET version = v.version + 1, changed_at = now()
    WHERE v.part = (
        SELECT p.part FROM tickets.data_versions AS p
        WHERE p.subject = p_subject
        ORDER BY p.part
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    );
    IF NOT found THEN
        INSERT INTO tickets.data_versions (subject) VALUES (p_subject);
    END IF;
    PERFORM pg_notify('fleettickets_changes', p_subject);
END
$$;
COMMENT ON FUNCTION tickets.note_change(text) IS
'Counts a change of the subject, and notifies the listeners of fleettickets_changes when the '
'transaction commits. Call it anywhere in the transaction.';
