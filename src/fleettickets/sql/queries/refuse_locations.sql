-- Withdraw answers that were accepted; a trigger updates their tickets.
-- params: regions, clusters, names, reasons (arrays of one length). returns: nothing.
UPDATE tickets.geo_locations AS g
SET
    geom = NULL,
    refused_geom = g.geom,
    precision = 'none',
    reason = p.reason
FROM
    unnest(
        %(regions)s::text[], %(clusters)s::text[], %(names)s::text[], %(reasons)s::text[]
    )
        AS p (region, cluster, location_name, reason)
WHERE
    g.place_key = tickets.place_key(p.region, p.cluster, p.location_name)
    AND g.geom IS NOT NULL
    AND NOT g.is_manual;
