-- Find stored answers for locations that have the same cluster and text but another spelling.
-- Coordinates in an address count for that address alone.
-- params: regions, clusters, texts (of one length), provider, expired_before (NULL: answers never
-- expire).
-- returns: ask_no (from 1), then the answer's columns.
SELECT DISTINCT ON (a.ask_no)
    a.ask_no,
    g.query,
    g.provider,
    g.precision,
    g.answer,
    g.reason,
    g.is_manual,
    st_x(g.geom) AS longitude,
    st_y(g.geom) AS latitude,
    st_x(g.refused_geom) AS refused_longitude,
    st_y(g.refused_geom) AS refused_latitude
FROM
    unnest(%(regions)s::text[], %(clusters)s::text[], %(texts)s::text[])
    WITH ORDINALITY AS a (region, cluster, query, ask_no)
INNER JOIN tickets.geo_locations AS g
    ON
        a.query = g.query
        AND g.provider <> 'text'
        AND tickets.region_key(a.region) = tickets.region_key(g.region)
        AND tickets.name_key(a.cluster) = tickets.name_key(g.cluster)
WHERE
    g.is_manual
    OR (
        (g.geom IS NOT NULL OR g.provider = %(provider)s)
        AND (g.asked_at < %(expired_before)s::timestamptz) IS NOT TRUE
    )
ORDER BY a.ask_no ASC, g.is_manual DESC, g.geom IS NULL ASC, g.asked_at DESC;
