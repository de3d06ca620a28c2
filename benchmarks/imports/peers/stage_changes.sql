-- A stage for this transaction's rows, numbered in their order, and a view of each ticket's newest.
-- It compares numbers instead of sorting the rows, which are wide.
-- params: none. returns: nothing.
CREATE TEMP TABLE staged_inc (LIKE public.plain_inc) ON COMMIT DROP;
ALTER TABLE staged_inc ADD COLUMN line bigint GENERATED ALWAYS AS IDENTITY;
CREATE TEMP VIEW newest_inc AS
SELECT s.*
FROM staged_inc AS s
WHERE s.line IN (
    SELECT max(l.line)
    FROM staged_inc AS l
    GROUP BY l.ticket_id
);
