-- Tickets that only a replaced version held keep their row, but no file stands behind it any more:
-- the next version of such a ticket is its first. The lock comes before the rows, as wherever
-- tickets are written: a writer of places, who has it, waits for the rows.
-- params: none. returns: nothing.
SELECT tickets.lock_positions(TRUE);

UPDATE {table} AS t
SET change_key = '', change_line = 0
FROM staged_rewinds AS r
WHERE
    t.ticket_id = r.ticket_id
    AND t.change_key <> ''
    AND NOT EXISTS (
        SELECT FROM staged_changes AS s
        WHERE s.ticket_id = t.ticket_id
    );
