-- The part of an address that identifies a place: lower case, without words that hold digits.
-- params: p_address. returns: text; NULL for NULL.
CREATE OR REPLACE FUNCTION tickets.without_numbers(p_address text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(p_address), '[^ ,]*[0-9][^ ,]*', '', 'g')
$$;
COMMENT ON FUNCTION tickets.without_numbers(text) IS
'The address in lower case, less the words that hold digits.';
