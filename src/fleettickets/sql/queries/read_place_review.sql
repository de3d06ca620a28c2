-- Read the places that need a person, worst first.
-- params: max_places. returns: one row: a JSON array.
SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') AS places
FROM tickets.review_places(%(max_places)s) AS r;
