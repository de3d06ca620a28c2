-- Check all trusted coordinates, as find_suspects checks some: one scan is cheaper than very many
-- index look-ups. Coordinates that are already distrusted are not checked.
-- params: none. returns: coordinates that became suspect.
CREATE OR REPLACE FUNCTION tickets.find_all_suspects() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_longitudes double precision[];
    v_latitudes double precision[];
    v_addresses integer[];
BEGIN
    WITH believed AS MATERIALIZED (
        SELECT
            t.location_name,
            tickets.to_degrees(t.raw ->> 'longitude', 180) AS longitude,
            tickets.to_degrees(t.raw ->> 'latitude', 90) AS latitude
        FROM tickets.all_tickets AS t
        WHERE t.geo_source = 'feed'
    ),

    -- Two steps, because names are costly to compare.
    frequent AS (
        SELECT
            b.longitude,
            b.latitude
        FROM believed AS b
        GROUP BY b.longitude, b.latitude
        HAVING count(*) >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g)
    ),

    counted AS (
        SELECT
            f.longitude,
            f.latitude,
            count(DISTINCT tickets.without_numbers(b.location_name))::integer AS addresses
        FROM frequent AS f
        INNER JOIN believed AS b ON f.longitude = b.longitude AND f.latitude = b.latitude
        GROUP BY f.longitude, f.latitude
    )

    SELECT array_agg(c.longitude), array_agg(c.latitude), array_agg(c.addresses)
    INTO v_longitudes, v_latitudes, v_addresses
    FROM counted AS c
    WHERE c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g);
    RETURN tickets.note_suspects(v_longitudes, v_latitudes, v_addresses);
END
$$;
COMMENT ON FUNCTION tickets.find_all_suspects() IS
'Notes those coordinates of the feed that too many addresses share; it forgets none.';
