-- Find the newest applied key.
-- params: dataset. returns: source_max_key, or no row.
SELECT m.metadata ->> 'source_max_key' AS source_max_key
FROM tickets.import_meta AS m
WHERE m.dataset = %(dataset)s;
