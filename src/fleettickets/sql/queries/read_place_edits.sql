-- Read what people did to positions, the newest first.
-- params: max_edits. returns: one row: a JSON array.
SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]') AS edits
FROM tickets.list_place_edits(%(max_edits)s) AS e;
