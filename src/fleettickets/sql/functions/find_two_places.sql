-- Clusters that evidence puts in two places: their name is found at one, their tickets at another.
-- Only those of open tickets that no person has placed; the 20 that came first.
-- params: none. returns: dataset (of the tickets), subject (the cluster, in its region), since,
-- message with both places.
CREATE OR REPLACE FUNCTION tickets.find_two_places()
RETURNS TABLE (dataset text, subject text, since timestamptz, message text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT
        d.dataset,
        n.subject,
        g.asked_at AS since,
        format(
            'Cluster %s is in two places: its tickets are around %s, %s, but its name is found at '
            '%s, %s (%s). Set its position on the map, or with `fleettickets geocode set`.',
            n.subject,
            round(public.st_y(g.geom)::numeric, 5), round(public.st_x(g.geom)::numeric, 5),
            round(public.st_y(g.refused_geom)::numeric, 5),
            round(public.st_x(g.refused_geom)::numeric, 5),
            g.answer
        ) AS message
    FROM tickets.geo_clusters AS g
    CROSS JOIN LATERAL (
        SELECT
            g.cluster
            || CASE WHEN g.region <> '' THEN ' (' || g.region || ')' ELSE '' END AS subject
    ) AS n
    CROSS JOIN LATERAL (
        SELECT DISTINCT t.dataset
        FROM tickets.all_tickets AS t
        WHERE tickets.name_key(t.cluster) = tickets.name_key(g.cluster)
            AND g.region IN ('', tickets.region_key(t.region))
            AND t.is_open
    ) AS d
    WHERE NOT g.is_manual
        AND strpos(g.reason, 'two_places:') > 0
        AND g.geom IS NOT NULL
        AND g.refused_geom IS NOT NULL
    ORDER BY g.asked_at, n.subject, d.dataset
    LIMIT 20
$$;
COMMENT ON FUNCTION tickets.find_two_places() IS
'Clusters that evidence puts in two places, with both (docs/geocoding.md#clusters).';
