-- Each ticket's position by the rules, and its source.
CREATE OR REPLACE VIEW tickets.ticket_positions AS
SELECT
    t.dataset,
    t.ticket_id,
    p.geo_source,
    p.geom,
    p.provider,
    p.geo_precision AS precision,
    p.query,
    p.location_reason,
    p.feed_problem
FROM tickets.all_tickets AS t
CROSS JOIN LATERAL tickets.locate(
    t.region,
    t.cluster,
    t.location_name,
    tickets.to_degrees(t.raw ->> 'longitude', 180),
    tickets.to_degrees(t.raw ->> 'latitude', 90)
) AS p;
COMMENT ON VIEW tickets.ticket_positions IS
'Each ticket''s position by the rules, and its source; geom and geo_source are also columns of the '
'ticket. location_reason: why its location has no position of its own. feed_problem: what is wrong '
'with the feed''s coordinates; swapped ones are corrected, others are not used.';
