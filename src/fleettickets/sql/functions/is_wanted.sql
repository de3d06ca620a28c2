-- Whether a value passes a filter: NULL passes every value, '(none)' only a missing one.
-- A single expression without settings, so that the planner puts it into the calling statement and
-- sees an index's own condition in it: name_key(column) = constant.
-- params: p_wanted (NULL: no filter), as read_filters returns it; p_value. returns: whether it
-- passes.
CREATE OR REPLACE FUNCTION tickets.is_wanted(p_wanted text, p_value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT p_wanted IS NULL OR tickets.name_key(p_value) = tickets.wanted_key(p_wanted)
$$;
COMMENT ON FUNCTION tickets.is_wanted(text, text) IS
'Whether a value passes a filter; NULL: every value; (none): only a missing value.';
