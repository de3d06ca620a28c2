-- Mark the tickets that some staged files hold to be rewound.
-- params: file_nos. returns: nothing.
INSERT INTO staged_rewinds (ticket_id)
SELECT DISTINCT s.ticket_id
FROM staged_changes AS s
WHERE s.change_no >> 32 = any(%(file_nos)s)
ON CONFLICT DO NOTHING
