-- The status that decides whether a ticket is closed, as tickets.statuses names it: the normalised
-- one, else the source's own.
-- A single expression without settings, so that the planner inlines it into the calling statement.
-- params: p_normalized_status, p_raw_status. returns: NULL if both are blank.
CREATE OR REPLACE FUNCTION tickets.status_key(p_normalized_status text, p_raw_status text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left(
        lower(coalesce(nullif(btrim(p_normalized_status), ''), nullif(btrim(p_raw_status), ''))), 200
    )
$$;
COMMENT ON FUNCTION tickets.status_key(text, text) IS
'The status that decides, in small letters and cut at 200 characters.';
