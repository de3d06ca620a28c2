-- A ticket's position by the rules, and its source (ARCHITECTURE.md#positions).
-- A place's row without a region counts where the ticket's region has none.
-- params: its region, cluster and location, the feed's own position. returns: one row.
CREATE OR REPLACE FUNCTION tickets.locate(
    p_region text,
    p_cluster text,
    p_location_name text,
    p_longitude double precision,
    p_latitude double precision
) RETURNS TABLE (
    geom geometry,
    geo_source text,
    provider text,
    geo_precision text,
    query text,
    location_reason text,
    feed_problem text
)
LANGUAGE sql STABLE AS $$
    SELECT
        CASE r.geo_source
            WHEN 'feed' THEN r.area_geom
            WHEN 'cluster' THEN r.cluster_geom
            ELSE r.location_geom
        END AS geom,
        r.geo_source,
        CASE r.geo_source
            WHEN 'feed' THEN 'feed'
            WHEN 'cluster' THEN r.cluster_provider
            ELSE r.location_provider
        END AS provider,
        CASE r.geo_source
            WHEN 'feed' THEN 'point'
            WHEN 'cluster' THEN 'cluster'
            WHEN 'manual' THEN 'point'
            WHEN 'text' THEN 'point'
            WHEN 'location' THEN tickets.precision_class(r.location_precision)
        END AS geo_precision,
        CASE r.geo_source
            WHEN 'feed' THEN NULL
            WHEN 'cluster' THEN r.cluster_query
            ELSE r.location_query
        END AS query,
        CASE WHEN r.location_geom IS NULL THEN r.location_reason END AS location_reason,
        CASE
            WHEN p_longitude IS NULL OR p_latitude IS NULL THEN NULL
            WHEN p_longitude = 0 AND p_latitude = 0 THEN 'zero'
            WHEN r.area_geom IS NULL THEN 'outside_area'
            WHEN r.is_suspect THEN 'shared'
            WHEN public.st_x(r.area_geom) <> p_longitude THEN 'swapped'
        END AS feed_problem
    FROM (
        SELECT
            f.geom AS area_geom,
            l.geom AS location_geom,
            l.provider AS location_provider,
            l.precision AS location_precision,
            l.query AS location_query,
            l.reason AS location_reason,
            c.geom AS cluster_geom,
            c.provider AS cluster_provider,
            c.query AS cluster_query,
            s.longitude IS NOT NULL AS is_suspect,
            CASE
                WHEN l.is_manual AND l.geom IS NOT NULL THEN 'manual'
                WHEN f.geom IS NOT NULL AND s.longitude IS NULL THEN 'feed'
                WHEN l.geom IS NOT NULL AND l.provider = 'text' THEN 'text'
                WHEN l.geom IS NOT NULL THEN 'location'
                WHEN c.geom IS NOT NULL THEN 'cluster'
            END AS geo_source
        FROM (
            SELECT tickets.feed_point(
                p_longitude,
                p_latitude,
                (SELECT g.west FROM tickets.geo_settings AS g),
                (SELECT g.south FROM tickets.geo_settings AS g),
                (SELECT g.east FROM tickets.geo_settings AS g),
                (SELECT g.north FROM tickets.geo_settings AS g)
            ) AS geom
        ) AS f
        LEFT JOIN tickets.suspect_coordinates AS s
            ON s.longitude = p_longitude AND s.latitude = p_latitude AND NOT s.is_allowed
        LEFT JOIN LATERAL (
            SELECT g.*
            FROM tickets.geo_locations AS g
            WHERE g.place_key IN (
                tickets.place_key(p_region, p_cluster, p_location_name),
                tickets.place_key(p_cluster, p_location_name)
            )
            ORDER BY tickets.region_key(g.region) DESC
            LIMIT 1
        ) AS l ON TRUE
        LEFT JOIN LATERAL (
            SELECT g.*
            FROM tickets.geo_clusters AS g
            WHERE
                tickets.name_key(g.cluster) = tickets.name_key(p_cluster)
                AND g.region IN ('', tickets.region_key(p_region))
            ORDER BY g.region DESC
            LIMIT 1
        ) AS c ON TRUE
    ) AS r
$$;
COMMENT ON FUNCTION tickets.locate(text, text, text, double precision, double precision) IS
'The position of a ticket with this region, cluster, location and feed position, and its source: '
'one set by hand wins, then the feed''s own if it is trusted, then the one in its address, then '
'the location''s, then the cluster''s. '
'One row. The import applies the same rule to whole batches (upsert_tickets.sql).';
