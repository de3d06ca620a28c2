-- Read what is decided about a ticket on a day.
-- params: dataset, ticket_id, plan_on. returns: one row: a JSON object with its version.
SELECT dispatch.ticket_decision(%(dataset)s, %(ticket_id)s, %(plan_on)s::date) AS decision;
