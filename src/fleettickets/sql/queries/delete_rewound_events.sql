-- Delete the events of the rewound tickets from from_key on, because the fold rebuilds them. Keep
-- the times at which they were first observed.
-- params: dataset, from_key. returns: nothing.
WITH deleted AS (
    DELETE FROM tickets.ticket_events AS e
    USING staged_rewinds AS r
    WHERE
        e.dataset = %(dataset)s
        AND e.ticket_id = r.ticket_id
        AND e.change_key >= %(from_key)s
    RETURNING e.ticket_id, e.change_key, e.change_line, e.kind, e.observed_at
)

INSERT INTO rewound_history (ticket_id, change_key, change_line, kind, observed_at)
SELECT
    d.ticket_id,
    d.change_key,
    d.change_line,
    d.kind,
    d.observed_at
FROM deleted AS d;
