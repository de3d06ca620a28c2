-- What the demo's database holds.
-- params: none. returns: one row (incidents, open_incidents, installations, open_installations,
-- events, applied_files, with_cluster, located); the last two count tickets.
WITH located_tickets AS (
    SELECT
        t.dataset,
        t.is_open,
        t.cluster IS NOT NULL AS has_cluster,
        p.geom IS NOT NULL
        AND p.geo_source IS NOT NULL
        AND p.precision IS NOT NULL AS is_located
    FROM tickets.all_tickets AS t
    LEFT JOIN tickets.ticket_positions AS p
        ON t.dataset = p.dataset AND t.ticket_id = p.ticket_id
)

SELECT
    count(*) FILTER (WHERE l.dataset = 'inc') AS incidents,
    count(*) FILTER (WHERE l.dataset = 'inc' AND l.is_open) AS open_incidents,
    count(*) FILTER (WHERE l.dataset = 'crq') AS installations,
    count(*) FILTER (WHERE l.dataset = 'crq' AND l.is_open) AS open_installations,
    (SELECT count(*) FROM tickets.ticket_events) AS events,
    (SELECT count(*) FILTER (WHERE f.state = 'applied') FROM tickets.import_files AS f)
        AS applied_files,
    count(*) FILTER (WHERE l.has_cluster) AS with_cluster,
    count(*) FILTER (WHERE l.has_cluster AND l.is_located) AS located
FROM located_tickets AS l
