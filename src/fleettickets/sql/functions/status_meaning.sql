-- What the words of a status say (tickets.status_words). A phrase of closed tickets right after one
-- that negates ("not closed") is one of open tickets. A phrase inside a longer one does not count,
-- so that neither "not closed" nor "closed incomplete" holds both; the others must agree. Beside a
-- percentage below 100 ("90% complete"), a phrase of closed tickets without a digit is one of open
-- tickets.
-- params: p_status. returns: open, closed, or NULL if it holds no phrase, or phrases of both.
CREATE OR REPLACE FUNCTION tickets.status_meaning(p_status text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH found AS (
        SELECT ' ' || w.phrase || ' ' AS phrase, w.meaning, s.words
        FROM (SELECT ' ' || tickets.plain_words(p_status) || ' ' AS words OFFSET 0) AS s
        INNER JOIN tickets.status_words AS w ON strpos(s.words, ' ' || w.phrase || ' ') > 0
    ),

    counted AS (
        SELECT
            f.phrase,
            CASE
                WHEN f.meaning = 'closed'
                    AND f.phrase !~ '[0-9]'
                    AND p_status ~* '(^|[^0-9.,])[0-9]{1,2}([.,][0-9]+)?\s*(%|percent|per cent|pct)'
                    THEN 'open'
                ELSE f.meaning
            END AS meaning
        FROM found AS f
        WHERE f.meaning <> 'negates'
        UNION ALL
        SELECT rtrim(n.phrase) || f.phrase AS phrase, 'open' AS meaning
        FROM found AS f
        INNER JOIN found AS n ON n.meaning = 'negates'
        WHERE f.meaning = 'closed' AND strpos(f.words, rtrim(n.phrase) || f.phrase) > 0
    )

    SELECT CASE WHEN min(c.meaning) = max(c.meaning) THEN min(c.meaning) END
    FROM counted AS c
    WHERE NOT EXISTS (
        SELECT FROM counted AS longer
        WHERE longer.phrase <> c.phrase AND strpos(longer.phrase, c.phrase) > 0
    )
$$;
COMMENT ON FUNCTION tickets.status_meaning(text) IS
'open, closed, or NULL: what the words of a status say (docs/feed.md#lifecycle).';
