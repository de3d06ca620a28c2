-- The key that a filter's tickets have. In PL/pgSQL, because the planner asks for it while it
-- plans, and an SQL function would be parsed and planned each time.
-- params: p_wanted, as read_filters returns it. returns: its name_key; empty for '(none)'.
CREATE OR REPLACE FUNCTION tickets.wanted_key(p_wanted text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    v_key constant text := tickets.name_key(p_wanted);
BEGIN
    RETURN CASE v_key WHEN '(none)' THEN '' ELSE v_key END;
END
$$;
COMMENT ON FUNCTION tickets.wanted_key(text) IS
'The key that a filter''s tickets have; empty for (none): those without a value.';
