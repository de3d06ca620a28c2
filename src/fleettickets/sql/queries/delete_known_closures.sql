-- Delete the carried-over closings that the files of the batch show after all.
-- params: dataset. returns: nothing.
DELETE FROM tickets.closure_events AS c
WHERE
    c.dataset = %(dataset)s
    AND c.is_carried
    AND EXISTS (
        SELECT FROM folded_changes AS f
        WHERE f.ticket_id = c.ticket_id AND f.closed_at = c.closed_at
    );
