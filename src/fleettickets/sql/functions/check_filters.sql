-- Refuse a filter value that no ticket of the dataset has, so that a typing error does not look
-- like good news. Reports call it only if their answer is empty, because for every filter but the
-- cluster it may read the whole table.
-- params: p_dataset (NULL: any), p_filters as read_filters returns them. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.check_filters(p_dataset text, p_filters jsonb)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    c_statuses constant text[] := ARRAY['open', 'closed', 'resolved', 'cancelled', 'canceled'];
    v_asked record;
BEGIN
    FOR v_asked IN
        SELECT f.key AS name, f.value, jsonb_build_object(f.key, f.value) AS filters
        FROM jsonb_each_text(p_filters) AS f
        WHERE CASE f.key WHEN 'status' THEN lower(f.value) <> ALL (c_statuses) ELSE f.value <> '' END
        ORDER BY f.key <> 'status', f.key
    LOOP
        IF NOT EXISTS (
            SELECT FROM tickets.filtered_tickets(p_dataset, v_asked.filters) AS t
            -- The expression of inc_place_idx, so that the index is used.
            WHERE v_asked.name <> 'cluster'
                OR lower(coalesce(t.cluster, '')) = lower(v_asked.value)
        )
        THEN
            RAISE EXCEPTION 'unknown % %', v_asked.name, quote_literal(v_asked.value)
                USING ERRCODE = 'invalid_parameter_value',
                HINT = 'No ticket has it. Clusters, teams and owners are spelled as the feed does; '
                    ''''' asks for tickets that have none.';
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION tickets.check_filters(text, jsonb) IS
'Refuses a filter value that no ticket of the dataset has.';
