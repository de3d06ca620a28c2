-- What the words of a status say (tickets.status_words): the longest phrase that it holds as whole
-- words decides, so that "not closed" and "reopened" are not read as closed.
-- params: p_status. returns: open, closed, or NULL if no phrase is in it.
CREATE OR REPLACE FUNCTION tickets.status_meaning(p_status text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.meaning
    FROM (SELECT ' ' || tickets.plain_words(p_status) || ' ' AS words OFFSET 0) AS s
    INNER JOIN tickets.status_words AS w ON strpos(s.words, ' ' || w.phrase || ' ') > 0
    ORDER BY length(w.phrase) DESC, w.phrase
    LIMIT 1
$$;
COMMENT ON FUNCTION tickets.status_meaning(text) IS
'open, closed, or NULL: what the words of a status say (docs/feed.md#lifecycle).';
