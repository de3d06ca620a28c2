-- Release a ticket that was held back.
-- params: dataset, ticket_id. returns: ticket_id; no row if it is not held.
DELETE FROM dispatch.holds
WHERE dataset = %(dataset)s AND ticket_id = %(ticket_id)s
RETURNING ticket_id;
