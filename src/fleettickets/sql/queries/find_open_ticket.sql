-- Find the open tickets of an id.
-- params: ticket_id, dataset (NULL: any). returns: dataset, ticket_id.
SELECT
    t.dataset,
    t.ticket_id
FROM tickets.all_tickets AS t
WHERE
    t.ticket_id = %(ticket_id)s
    AND t.is_open
    AND (%(dataset)s::text IS NULL OR t.dataset = %(dataset)s)
ORDER BY t.dataset;
