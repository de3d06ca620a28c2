-- Delete locations' positions, even those set by hand; a trigger updates their tickets.
-- params: regions, clusters, names (arrays of one length). returns: nothing.
DELETE FROM tickets.geo_locations AS g
USING
    unnest(%(regions)s::text[], %(clusters)s::text[], %(names)s::text[])
        AS p (region, cluster, location_name)
WHERE g.place_key = tickets.place_key(p.region, p.cluster, p.location_name);
