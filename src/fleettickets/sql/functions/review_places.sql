-- Places without a position of their own, and clusters in two places, with the reason: those with
-- most open tickets first, and of these the ones whose answer is farthest from the evidence.
-- params: p_limit. returns: a row for each place; evidence: the position of its cluster, or where
-- the cluster's tickets are. SECURITY DEFINER: dispatchers read no table.
CREATE OR REPLACE FUNCTION tickets.review_places(p_limit integer)
RETURNS TABLE (
    kind text,
    region text,
    cluster text,
    place text,
    query text,
    provider text,
    reason text,
    answer text,
    refused_longitude double precision,
    refused_latitude double precision,
    asked_at timestamptz,
    open_tickets bigint,
    far_m double precision,
    evidence_longitude double precision,
    evidence_latitude double precision
)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
SET search_path = public, pg_temp AS $$
    -- A row without a region counts for the regions without a row.
    WITH by_cluster AS (
        SELECT
            coalesce(g.region, '') AS region,
            tickets.name_key(t.cluster) AS cluster_key,
            count(*) AS open_tickets
        FROM tickets.all_tickets AS t
        LEFT JOIN tickets.geo_clusters AS g
            ON
                tickets.region_key(t.region) = g.region
                AND tickets.name_key(t.cluster) = tickets.name_key(g.cluster)
        WHERE t.is_open
        GROUP BY coalesce(g.region, ''), tickets.name_key(t.cluster)
    ),

    by_location AS (
        SELECT
            coalesce(g.place_key, tickets.place_key(t.cluster, t.location_name)) AS place_key,
            count(*) AS open_tickets
        FROM tickets.all_tickets AS t
        LEFT JOIN tickets.geo_locations AS g
            ON g.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
        WHERE t.is_open AND t.location_name IS NOT NULL
        GROUP BY coalesce(g.place_key, tickets.place_key(t.cluster, t.location_name))
    )

    SELECT
        'cluster' AS kind,
        g.region,
        g.cluster,
        g.cluster AS place,
        g.query,
        g.provider,
        g.reason,
        g.answer,
        st_x(g.refused_geom) AS refused_longitude,
        st_y(g.refused_geom) AS refused_latitude,
        g.asked_at,
        coalesce(o.open_tickets, 0) AS open_tickets,
        st_distance(g.refused_geom::geography, g.geom::geography) AS far_m,
        st_x(g.geom) AS evidence_longitude,
        st_y(g.geom) AS evidence_latitude
    FROM tickets.geo_clusters AS g
    LEFT JOIN by_cluster AS o
        ON g.region = o.region AND tickets.name_key(g.cluster) = o.cluster_key
    WHERE g.geom IS NULL OR g.reason IS NOT NULL
    UNION ALL
    SELECT
        'location' AS kind,
        tickets.region_key(g.region) AS region,
        g.cluster,
        g.location_name AS place,
        g.query,
        g.provider,
        g.reason,
        g.answer,
        st_x(g.refused_geom) AS refused_longitude,
        st_y(g.refused_geom) AS refused_latitude,
        g.asked_at,
        coalesce(o.open_tickets, 0) AS open_tickets,
        st_distance(g.refused_geom::geography, c.geom::geography) AS far_m,
        st_x(c.geom) AS evidence_longitude,
        st_y(c.geom) AS evidence_latitude
    FROM tickets.geo_locations AS g
    LEFT JOIN by_location AS o ON g.place_key = o.place_key
    LEFT JOIN tickets.geo_clusters AS c
        ON
            tickets.region_key(g.region) = c.region
            AND tickets.name_key(g.cluster) = tickets.name_key(c.cluster)
    WHERE g.geom IS NULL
    ORDER BY open_tickets DESC, far_m DESC NULLS LAST, kind ASC, cluster ASC, place ASC
    LIMIT p_limit
$$;
COMMENT ON FUNCTION tickets.review_places(integer) IS
'Places that need a person, worst first (docs/geocoding.md#by-hand).';
