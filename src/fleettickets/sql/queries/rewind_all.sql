-- Mark every ticket of the dataset to be rewound.
-- params: table, the dataset's. returns: nothing.
INSERT INTO staged_rewinds (ticket_id)
SELECT t.ticket_id
FROM {table} AS t
ON CONFLICT DO NOTHING
