-- A stage for this transaction's rows, numbered as they come, and of them each ticket's newest.
-- Numbers are compared instead of sorting rows: the rows are wide.
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
