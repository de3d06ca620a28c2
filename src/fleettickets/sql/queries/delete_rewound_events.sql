-- Forget what the rewound tickets did from from_key on; the fold tells it again. When it was first
-- observed is kept aside.
-- params: dataset, from_key. returns: nothing.
WITH forgotten AS (
    DELETE FROM tickets.ticket_events AS e
    USING staged_rewinds AS r
    WHERE
        e.dataset = %(dataset)s
        AND e.ticket_id = r.ticket_id
        AND e.change_key >= %(from_key)s
    RETURNING e.ticket_id, e.change_key, e.change_line, e.kind, e.observed_at
)

INSERT INTO forgotten_history (ticket_id, change_key, change_line, kind, observed_at)
SELECT
    f.ticket_id,
    f.change_key,
    f.change_line,
    f.kind,
    f.observed_at
FROM forgotten AS f;
