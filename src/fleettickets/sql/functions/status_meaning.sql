-- What the words of a status say (tickets.status_words). A phrase inside a longer one does not
-- count, so that "not closed" is not read as closed; the others must agree.
-- params: p_status. returns: open, closed, or NULL if it holds no phrase, or phrases of both.
CREATE OR REPLACE FUNCTION tickets.status_meaning(p_status text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH found AS (
        SELECT ' ' || w.phrase || ' ' AS phrase, w.meaning
        FROM (SELECT ' ' || tickets.plain_words(p_status) || ' ' AS words OFFSET 0) AS s
        INNER JOIN tickets.status_words AS w ON strpos(s.words, ' ' || w.phrase || ' ') > 0
    )

    SELECT CASE WHEN min(f.meaning) = max(f.meaning) THEN min(f.meaning) END
    FROM found AS f
    WHERE NOT EXISTS (
        SELECT FROM found AS longer
        WHERE longer.phrase <> f.phrase AND strpos(longer.phrase, f.phrase) > 0
    )
$$;
COMMENT ON FUNCTION tickets.status_meaning(text) IS
'open, closed, or NULL: what the words of a status say (docs/feed.md#lifecycle).';
