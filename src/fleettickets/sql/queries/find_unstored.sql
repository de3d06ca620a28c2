-- Find a ticket whose newest content was not stored: a trigger or a rule of others skipped it.
-- params: none. returns: the ticket's id, its line in the file; no row if all are stored.
SELECT
    s.ticket_id,
    (s.change_no & 4294967295)::integer AS change_line
FROM folded_changes AS c
INNER JOIN staged_changes AS s ON c.change_no = s.change_no
WHERE
    c.is_newest
    AND s.raw IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM {table} AS t
        WHERE t.ticket_id = s.ticket_id AND t.content_hash = s.content_hash
    )
ORDER BY c.change_no
LIMIT 1;
