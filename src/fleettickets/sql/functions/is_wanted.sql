-- Whether a value passes a filter. NULL passes every value, '' only a missing value.
-- A single expression without settings, so that the planner puts it into the calling statement and
-- sees an index's own condition in it: column = constant.
-- params: p_wanted (NULL: no filter), p_value. returns: whether it passes; NULL counts as not.
CREATE OR REPLACE FUNCTION tickets.is_wanted(p_wanted text, p_value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT p_wanted IS NULL OR p_value = p_wanted OR (p_wanted = '' AND p_value IS NULL)
$$;
COMMENT ON FUNCTION tickets.is_wanted(text, text) IS
'Whether a value passes a filter; NULL: every value; empty: only a missing value.';
