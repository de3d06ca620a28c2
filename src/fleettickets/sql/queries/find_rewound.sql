-- Find which of some tickets are rewound.
-- params: ticket_ids. returns: ticket_id.
SELECT r.ticket_id
FROM staged_rewinds AS r
WHERE r.ticket_id = any(%(ticket_ids)s)
