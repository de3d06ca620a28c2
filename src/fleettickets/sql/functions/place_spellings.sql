-- The spellings of a place: the one that is given, and those that clean to the same text in its
-- region (a location: in its cluster). One that a person put at another position is a place of its
-- own.
-- params: p_region, p_cluster, p_location_name (NULL: the cluster itself), as a ticket has them.
-- returns: a row for each spelling, the given one too; query: the text it was looked up by.
CREATE OR REPLACE FUNCTION tickets.place_spellings(
    p_region text, p_cluster text, p_location_name text
) RETURNS TABLE (region text, cluster text, location_name text, query text)
LANGUAGE sql STABLE ROWS 3
SET search_path = public, pg_temp AS $$
    WITH own AS (
        SELECT g.query, g.geom
        FROM tickets.geo_clusters AS g
        WHERE p_location_name IS NULL
            AND g.region = tickets.region_key(p_region)
            AND tickets.name_key(g.cluster) = tickets.name_key(p_cluster)
        UNION ALL
        SELECT g.query, g.geom
        FROM tickets.geo_locations AS g
        WHERE g.place_key = tickets.place_key(p_region, p_cluster, p_location_name)
    ),

    spelled AS (
        SELECT
            tickets.region_key(p_region) AS region,
            p_cluster AS cluster,
            p_location_name AS location_name,
            0 AS rank
        UNION ALL
        SELECT g.region, g.cluster, NULL, 1
        FROM own AS o
        INNER JOIN tickets.geo_clusters AS g ON g.query = o.query
        WHERE p_location_name IS NULL AND o.query <> ''
            AND g.region = tickets.region_key(p_region)
            AND (NOT g.is_manual OR g.geom IS NOT DISTINCT FROM o.geom)
        UNION ALL
        SELECT tickets.region_key(g.region), g.cluster, g.location_name, 1
        FROM own AS o
        INNER JOIN tickets.geo_locations AS g ON g.query = o.query
        WHERE p_location_name IS NOT NULL AND o.query <> ''
            AND tickets.region_key(g.region) = tickets.region_key(p_region)
            AND tickets.name_key(g.cluster) = tickets.name_key(p_cluster)
            AND (NOT g.is_manual OR g.geom IS NOT DISTINCT FROM o.geom)
    )

    SELECT DISTINCT ON (tickets.name_key(s.cluster), tickets.name_key(s.location_name))
        s.region,
        s.cluster,
        s.location_name,
        (SELECT o.query FROM own AS o) AS query
    FROM spelled AS s
    ORDER BY tickets.name_key(s.cluster), tickets.name_key(s.location_name), s.rank
$$;
COMMENT ON FUNCTION tickets.place_spellings(text, text, text) IS
'The spellings of a place in its region, the given one too.';
