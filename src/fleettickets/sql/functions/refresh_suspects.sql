-- Find the feed's coordinates that too many different addresses share. A trigger updates their
-- tickets. Addresses are compared without their numbers, so that a large building is not
-- suspicious.
-- Writers of tickets wait only if something changes.
-- params: none. returns: coordinates that became suspect or ceased to be.
CREATE OR REPLACE FUNCTION tickets.refresh_suspects() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_longitudes double precision[];
    v_latitudes double precision[];
    v_addresses integer[];
    v_written integer;
    v_total integer := 0;
BEGIN
    WITH written AS MATERIALIZED (
        SELECT
            t.location_name,
            t.raw ->> 'longitude' AS longitude,
            t.raw ->> 'latitude' AS latitude
        FROM tickets.all_tickets AS t
        GROUP BY 1, 2, 3
    ),

    placed AS MATERIALIZED (
        SELECT
            w.location_name,
            tickets.to_degrees(w.longitude, 180) AS longitude,
            tickets.to_degrees(w.latitude, 90) AS latitude
        FROM written AS w
        WHERE w.longitude IS NOT NULL AND w.latitude IS NOT NULL
    ),

    -- Two steps, because names are costly to compare.
    frequent AS (
        SELECT
            p.longitude,
            p.latitude
        FROM placed AS p
        WHERE p.longitude <> 0 OR p.latitude <> 0
        GROUP BY p.longitude, p.latitude
        HAVING count(*) >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g)
    ),

    counted AS (
        SELECT
            f.longitude,
            f.latitude,
            count(DISTINCT tickets.without_numbers(p.location_name))::integer AS addresses
        FROM frequent AS f
        INNER JOIN placed AS p ON p.longitude = f.longitude AND p.latitude = f.latitude
        GROUP BY f.longitude, f.latitude
    )

    SELECT array_agg(c.longitude), array_agg(c.latitude), array_agg(c.addresses)
    INTO v_longitudes, v_latitudes, v_addresses
    FROM counted AS c
    WHERE c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g);

    IF EXISTS (
        SELECT FROM tickets.suspect_coordinates AS s
        WHERE NOT s.is_allowed
            AND NOT EXISTS (
                SELECT FROM unnest(v_longitudes, v_latitudes) AS f (longitude, latitude)
                WHERE f.longitude = s.longitude AND f.latitude = s.latitude
            )
    ) THEN
        DELETE FROM tickets.suspect_coordinates AS s
        WHERE NOT s.is_allowed
            AND NOT EXISTS (
                SELECT FROM unnest(v_longitudes, v_latitudes) AS f (longitude, latitude)
                WHERE f.longitude = s.longitude AND f.latitude = s.latitude
            );
        GET DIAGNOSTICS v_total = ROW_COUNT;
    END IF;
    v_written := tickets.note_suspects(v_longitudes, v_latitudes, v_addresses);
    RETURN v_total + v_written;
END
$$;
COMMENT ON FUNCTION tickets.refresh_suspects() IS
'Brings tickets.suspect_coordinates up to date with all tickets; returns what changed.';
