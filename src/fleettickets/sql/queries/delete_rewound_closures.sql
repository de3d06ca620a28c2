-- As delete_rewound_events.sql, for the closings. Those that were carried over stay: no file shows
-- them.
-- params: dataset, from_key. returns: nothing.
WITH deleted AS (
    DELETE FROM tickets.closure_events AS e
    USING staged_rewinds AS r
    WHERE
        e.dataset = %(dataset)s
        AND e.ticket_id = r.ticket_id
        AND e.change_key >= %(from_key)s
        AND NOT e.is_carried
    RETURNING e.ticket_id, e.change_key, e.change_line, e.observed_at
)

INSERT INTO rewound_history (ticket_id, change_key, change_line, observed_at)
SELECT
    d.ticket_id,
    d.change_key,
    d.change_line,
    d.observed_at
FROM deleted AS d;
