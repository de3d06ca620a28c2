-- Check the names of a report's filters, and put them into one value for filtered_tickets.
-- A filter is an entry of c_none here, a condition of filtered_tickets and a list of
-- fn_filter_values.
-- params: p_cluster, p_status, p_team, p_owner (NULL or blank: no such filter); p_filters: an
-- object of texts, the same and further filters by name.
-- returns: an object with every filter by its name; null if it is not set, never a blank text.
CREATE OR REPLACE FUNCTION tickets.read_filters(
    p_cluster text, p_status text, p_team text, p_owner text, p_filters jsonb
)
RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    c_none constant jsonb
    := '{"cluster": null, "status": null, "team": null, "owner": null}'::jsonb;
    v_named jsonb := jsonb_strip_nulls(
        jsonb_build_object(
            'cluster', nullif(p_cluster, ''),
            'status', nullif(p_status, ''),
            'team', nullif(p_team, ''),
            'owner', nullif(p_owner, '')
        )
    );
    v_filter record;
BEGIN
    IF jsonb_typeof(p_filters) <> 'object' THEN
        RAISE EXCEPTION 'p_filters % is not an object', p_filters
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected texts by name, such as {"cluster": "Westlands"}.';
    END IF;
    FOR v_filter IN
        SELECT f.key, jsonb_typeof(f.value) AS kind FROM jsonb_each(p_filters) AS f
    LOOP
        IF NOT c_none ? v_filter.key THEN
            RAISE EXCEPTION 'unknown filter %', quote_literal(v_filter.key)
                USING ERRCODE = 'invalid_parameter_value',
                HINT = 'Expected one of: '
                    || (SELECT string_agg(k, ', ' ORDER BY k) FROM jsonb_object_keys(c_none) AS k)
                    || '.';
        ELSIF v_filter.kind NOT IN ('string', 'null') THEN
            RAISE EXCEPTION 'filter % must be a text', v_filter.key
                USING ERRCODE = 'invalid_parameter_value';
        ELSIF v_named ? v_filter.key AND v_filter.kind <> 'null' THEN
            RAISE EXCEPTION 'filter % is given twice', v_filter.key
                USING ERRCODE = 'invalid_parameter_value',
                HINT = 'Give it as a parameter of its own or in p_filters.';
        END IF;
    END LOOP;
    RETURN (
        SELECT
            jsonb_object_agg(
                f.key, CASE WHEN tickets.name_key(f.value) <> '' THEN f.value END
            )
        FROM jsonb_each_text(c_none || coalesce(p_filters, '{}') || v_named) AS f
    );
END
$$;
COMMENT ON FUNCTION tickets.read_filters(text, text, text, text, jsonb) IS
'Checks the names of a report''s filters and puts them into one value.';
