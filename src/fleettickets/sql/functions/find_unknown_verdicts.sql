-- The words in sla_status that tickets.sla_verdicts does not know, of closed tickets: before
-- that, the word means nothing. Jumps from word to word in an index (verdict_idx), so that
-- the cost depends on the number of words; looks at 200 words of a dataset and returns 20.
-- params: none.
-- returns: dataset, word (lower case, cut to 100 characters), since: the first closing with it,
-- by the time when the version was stored if it has no closing time.
CREATE OR REPLACE FUNCTION tickets.find_unknown_verdicts()
RETURNS TABLE (dataset text, word text, since timestamptz)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_dataset text;
BEGIN
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d LOOP
        RETURN QUERY EXECUTE format(
            $sql$
            WITH RECURSIVE words AS (
                (
                    SELECT tickets.verdict_word(t.sla_status) AS word,
                        coalesce(t.closed_at, t.ingested_at) AS closed_at
                    FROM tickets.%1$I AS t
                    WHERE t.lifecycle = 'closed'
                        AND tickets.verdict_word(t.sla_status) IS NOT NULL
                    ORDER BY 1, 2
                    LIMIT 1
                )
                UNION ALL
                SELECT later.word, later.closed_at
                FROM words AS w
                CROSS JOIN LATERAL (
                    SELECT tickets.verdict_word(t.sla_status) AS word,
                        coalesce(t.closed_at, t.ingested_at) AS closed_at
                    FROM tickets.%1$I AS t
                    WHERE t.lifecycle = 'closed'
                        AND tickets.verdict_word(t.sla_status) > w.word
                    ORDER BY 1, 2
                    LIMIT 1
                ) AS later
            )

            SELECT %1$L, left(w.word, 100), min(w.closed_at)
            FROM (SELECT * FROM words LIMIT 200) AS w
            WHERE NOT EXISTS (
                SELECT FROM tickets.sla_verdicts AS v WHERE v.sla_status = w.word
            )
            GROUP BY left(w.word, 100)
            ORDER BY 2
            LIMIT 20
            $sql$,
            v_dataset
        );
    END LOOP;
END
$$;
COMMENT ON FUNCTION tickets.find_unknown_verdicts() IS
'Words in the sla_status of closed tickets that tickets.sla_verdicts does not know.';
