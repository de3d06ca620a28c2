-- Remove a ticket's pin of a day.
-- params: dataset, ticket_id, plan_on. returns: ticket_id; no row if it has none.
DELETE FROM dispatch.pins
WHERE dataset = %(dataset)s AND ticket_id = %(ticket_id)s AND plan_on = %(plan_on)s
RETURNING ticket_id;
