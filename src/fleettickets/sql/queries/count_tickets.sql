-- Count a dataset's tickets.
-- params: table. returns: one row (tickets, open_tickets, waiting_tickets).
SELECT
    count(*) AS tickets,
    count(*) FILTER (WHERE t.is_open) AS open_tickets,
    count(*) FILTER (WHERE t.lifecycle = 'waiting') AS waiting_tickets
FROM {table} AS t;
