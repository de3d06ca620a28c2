-- A text without case and accents, for comparing.
-- params: p_text. returns: the folded text.
CREATE OR REPLACE FUNCTION tickets.fold_text(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN octet_length(p_text) = char_length(p_text) THEN lower(p_text)
        ELSE regexp_replace(normalize(lower(p_text), NFKD), '[\u0300-\u036f]', '', 'g')
    END
$$;
COMMENT ON FUNCTION tickets.fold_text(text) IS
'The text without case and accents, for comparing.';
