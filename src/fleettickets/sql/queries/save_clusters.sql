-- Store answers; a trigger updates their tickets. Only a position set by hand replaces another one
-- set by hand.
-- params: regions, clusters, queries, providers, precisions, longitudes, latitudes, answers,
-- reasons, refused_longitudes, refused_latitudes, manuals (arrays of one length), is_by_hand.
-- returns: nothing.
INSERT INTO tickets.geo_clusters AS g (
    region, cluster, geom, provider, precision, query, answer, reason, refused_geom, is_manual
)
SELECT DISTINCT ON (tickets.region_key(p.region), tickets.name_key(p.cluster))
    tickets.region_key(p.region) AS region,
    p.cluster,
    st_setsrid(st_makepoint(p.longitude, p.latitude), 4326) AS geom,
    p.provider,
    p.precision,
    p.query,
    p.answer,
    p.reason,
    st_setsrid(st_makepoint(p.refused_longitude, p.refused_latitude), 4326) AS refused_geom,
    p.is_manual
FROM
    unnest(
        %(regions)s::text[], %(clusters)s::text[], %(queries)s::text[], %(providers)s::text[],
        %(precisions)s::text[],
        %(longitudes)s::double precision[], %(latitudes)s::double precision[], %(answers)s::text[],
        %(reasons)s::text[], %(refused_longitudes)s::double precision[],
        %(refused_latitudes)s::double precision[], %(manuals)s::boolean[]
    )
        AS p (
            region, cluster, query, provider, precision, longitude, latitude, answer, reason,
            refused_longitude, refused_latitude, is_manual
        )
ORDER BY tickets.region_key(p.region) ASC, tickets.name_key(p.cluster) ASC, p.cluster ASC
ON CONFLICT (region, (tickets.name_key(cluster))) DO UPDATE
    SET
        geom = excluded.geom,
        provider = excluded.provider,
        precision = excluded.precision,
        query = excluded.query,
        answer = excluded.answer,
        reason = excluded.reason,
        refused_geom = excluded.refused_geom,
        is_manual = excluded.is_manual,
        asked_at = now()
    WHERE %(is_by_hand)s::boolean OR NOT g.is_manual;
