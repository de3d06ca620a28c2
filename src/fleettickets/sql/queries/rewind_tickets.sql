-- Mark tickets to be rewound.
-- params: ticket_ids. returns: nothing.
INSERT INTO staged_rewinds (ticket_id)
SELECT unnest(%(ticket_ids)s::text[])
ON CONFLICT DO NOTHING
