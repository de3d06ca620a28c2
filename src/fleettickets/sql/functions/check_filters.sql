-- Name the filters whose value no ticket of the dataset has, so that a typing error does not look
-- like good news. Reports call it only if their answer is empty, because for every filter but the
-- cluster it may read the whole table.
-- params: p_dataset (NULL: any), p_filters as read_filters returns them.
-- returns: a sorted array of the filters' names.
CREATE OR REPLACE FUNCTION tickets.check_filters(p_dataset text, p_filters jsonb)
RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_asked record;
    v_unknown jsonb := '[]'::jsonb;
BEGIN
    FOR v_asked IN
        SELECT f.key AS name, jsonb_build_object(f.key, f.value) AS filters
        FROM jsonb_each_text(p_filters) AS f
        WHERE f.value IS NOT NULL AND tickets.name_key(f.value) <> '(none)'
        ORDER BY f.key
    LOOP
        IF NOT EXISTS (SELECT FROM tickets.filtered_tickets(p_dataset, v_asked.filters)) THEN
            v_unknown := v_unknown || to_jsonb(v_asked.name);
        END IF;
    END LOOP;
    RETURN v_unknown;
END
$$;
COMMENT ON FUNCTION tickets.check_filters(text, jsonb) IS
'The names of the filters whose value no ticket of the dataset has.';
