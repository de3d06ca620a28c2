-- What was told again in the same way was observed when it first was.
-- params: dataset. returns: nothing.
UPDATE tickets.ticket_events AS e
SET observed_at = f.observed_at
FROM forgotten_history AS f
WHERE
    e.dataset = %(dataset)s
    AND e.ticket_id = f.ticket_id
    AND e.change_key = f.change_key
    AND e.change_line = f.change_line
    AND e.kind = f.kind;
