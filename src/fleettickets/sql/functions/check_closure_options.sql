-- Refuse unknown values of the options that fn_closures_by and fn_export_closures share.
-- params: p_by, p_period. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.check_closure_options(p_by text, p_period text) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF coalesce(p_by NOT IN ('team', 'owner'), TRUE) THEN
        RAISE EXCEPTION 'unknown p_by %', coalesce(quote_literal(p_by), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Expected team or owner.';
    ELSIF coalesce(p_period NOT IN ('day', 'week', 'window'), TRUE) THEN
        RAISE EXCEPTION 'unknown p_period %', coalesce(quote_literal(p_period), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Expected day, week or window.';
    END IF;
END
$$;
COMMENT ON FUNCTION tickets.check_closure_options(text, text) IS
'Refuses unknown values of p_by and p_period.';
