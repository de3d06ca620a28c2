-- Add a status to those that were ever seen, for a writer of single tickets; the import notes all
-- of a batch at once (note_statuses.sql).
-- params: p_dataset, p_status (NULL: none), p_change_key. returns: what its words say.
CREATE OR REPLACE FUNCTION tickets.note_status(p_dataset text, p_status text, p_change_key text)
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    v_meaning text := tickets.status_meaning(p_status);
BEGIN
    IF p_status IS NOT NULL AND NOT EXISTS (
        SELECT FROM tickets.statuses AS s
        WHERE s.dataset = p_dataset AND s.status = p_status
    ) THEN
        INSERT INTO tickets.statuses (dataset, status, meaning, first_key)
        VALUES (p_dataset, p_status, v_meaning, p_change_key)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN v_meaning;
END
$$;
COMMENT ON FUNCTION tickets.note_status(text, text, text) IS
'Adds a status to tickets.statuses, and returns what its words say.';
