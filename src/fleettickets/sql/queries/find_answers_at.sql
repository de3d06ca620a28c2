-- Find the places for which this provider answered with exactly these positions, including answers
-- refused as stand-ins.
-- params: provider, longitudes, latitudes (arrays of one length), reason (start of the text).
-- returns: region, cluster, location_name, query, answer, longitude, latitude.
WITH spots AS (
    SELECT st_setsrid(st_makepoint(p.longitude, p.latitude), 4326) AS geom
    FROM
        unnest(%(longitudes)s::double precision[], %(latitudes)s::double precision[])
            AS p (longitude, latitude)
),

answers AS (
    SELECT
        g.region,
        g.cluster,
        g.location_name,
        g.query,
        g.answer,
        s.geom
    FROM spots AS s
    INNER JOIN tickets.geo_locations AS g ON s.geom = g.geom
    WHERE g.provider = %(provider)s AND NOT g.is_manual
    UNION ALL
    SELECT
        g.region,
        g.cluster,
        g.location_name,
        g.query,
        g.answer,
        s.geom
    FROM spots AS s
    INNER JOIN tickets.geo_locations AS g ON s.geom = g.refused_geom
    WHERE
        g.provider = %(provider)s
        AND NOT g.is_manual
        AND g.geom IS NULL
        AND starts_with(g.reason, %(reason)s)
)

SELECT
    a.region,
    a.cluster,
    a.location_name,
    a.query,
    a.answer,
    st_x(a.geom) AS longitude,
    st_y(a.geom) AS latitude
FROM answers AS a;
