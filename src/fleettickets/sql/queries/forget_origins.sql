-- Clear the origin of tickets that only a replaced version held. They keep their row, but it comes
-- from no file any more, so the next version of such a ticket is its first. Lock the positions
-- before the rows, as everywhere: a writer of places holds that lock and waits for rows.
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
