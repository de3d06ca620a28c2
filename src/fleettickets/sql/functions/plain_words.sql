-- A text as words in small letters with one space between them: everything that is no letter or
-- digit separates words, but for characters that nobody sees.
-- params: p_text. returns: NULL for NULL.
CREATE OR REPLACE FUNCTION tickets.plain_words(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(
        regexp_replace(
            translate(lower(p_text), E'\u200B\u200C\u200D\u2060\uFEFF', ''), '[^[:alnum:]]+', ' ', 'g'
        )
    )
$$;
COMMENT ON FUNCTION tickets.plain_words(text) IS
'The words of a text in small letters, one space between them.';
