-- Find stored answers for clusters that have the same text but another spelling.
-- params: regions, texts (of one length), provider, expired_before (NULL: answers never expire).
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
    unnest(%(regions)s::text[], %(texts)s::text[]) WITH ORDINALITY AS a (region, query, ask_no)
INNER JOIN tickets.geo_clusters AS g
    ON tickets.region_key(a.region) = g.region AND a.query = g.query
WHERE
    g.is_manual
    OR (
        (g.geom IS NOT NULL OR g.provider = %(provider)s)
        AND (g.asked_at < %(expired_before)s::timestamptz) IS NOT TRUE
    )
ORDER BY a.ask_no ASC, g.is_manual DESC, g.geom IS NULL ASC, g.asked_at DESC;
