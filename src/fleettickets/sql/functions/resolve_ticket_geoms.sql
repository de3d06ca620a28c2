-- Keep the position of a ticket in step with tickets.locate for every writer but the import.
-- params: none, a trigger of each dataset's table. returns: the row.
CREATE OR REPLACE FUNCTION tickets.resolve_ticket_geoms() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    SELECT p.geom, p.geo_source, p.geo_precision
    INTO new.geom, new.geo_source, new.geo_precision
    FROM tickets.locate(
        new.region,
        new.cluster,
        new.location_name,
        tickets.to_degrees(new.raw ->> 'longitude', 180),
        tickets.to_degrees(new.raw ->> 'latitude', 90)
    ) AS p;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.resolve_ticket_geoms() IS
'Keeps the position of a ticket in step with tickets.locate for every writer but the import.';
