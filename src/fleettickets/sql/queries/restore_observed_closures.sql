-- As restore_observed_events.sql, for the closings.
-- params: dataset. returns: nothing.
UPDATE tickets.closure_events AS e
SET observed_at = r.observed_at
FROM rewound_history AS r
WHERE
    e.dataset = %(dataset)s
    AND e.ticket_id = r.ticket_id
    AND e.change_key = r.change_key
    AND e.change_line = r.change_line
    AND r.kind IS NULL;
