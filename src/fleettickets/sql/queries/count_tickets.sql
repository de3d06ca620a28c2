-- params: table, the dataset's. returns: one row (tickets, open_tickets).
SELECT
    count(*) AS tickets,
    count(*) FILTER (WHERE t.is_open) AS open_tickets
FROM {table} AS t;
