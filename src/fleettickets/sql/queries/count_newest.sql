-- Count the tickets that the batch has newest content for (upsert_tickets).
-- params: none. returns: one row, the count.
SELECT count(*) AS tickets
FROM folded_changes AS c
INNER JOIN staged_changes AS s ON c.change_no = s.change_no
WHERE c.is_newest AND s.raw IS NOT NULL;
