-- Find the feed's coordinates that too many different addresses share; their tickets follow by
-- trigger. An address counts without its numbers, so that a large building is not suspicious.
-- params: none. returns: coordinates that became suspect or ceased to be.
CREATE OR REPLACE FUNCTION tickets.refresh_suspects() RETURNS integer
LANGUAGE sql AS $$
    WITH addresses AS MATERIALIZED (
        SELECT
            i.location_name,
            i.raw ->> 'longitude' AS longitude,
            i.raw ->> 'latitude' AS latitude
        FROM tickets.inc AS i
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT
            c.location_name,
            c.raw ->> 'longitude' AS longitude,
            c.raw ->> 'latitude' AS latitude
        FROM tickets.crq AS c
        GROUP BY 1, 2, 3
    ),

    -- Two steps, because names are costly to compare.
    frequent AS (
        SELECT
            a.longitude,
            a.latitude
        FROM addresses AS a
        WHERE a.longitude IS NOT NULL AND a.latitude IS NOT NULL
        GROUP BY a.longitude, a.latitude
        HAVING count(*) >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g)
    ),

    counted AS (
        SELECT
            tickets.to_degrees(f.longitude, 180) AS longitude,
            tickets.to_degrees(f.latitude, 90) AS latitude,
            count(
                DISTINCT regexp_replace(lower(a.location_name), '[^ ,]*[0-9][^ ,]*', '', 'g')
            )::integer AS addresses
        FROM frequent AS f
        INNER JOIN addresses AS a ON f.longitude = a.longitude AND f.latitude = a.latitude
        GROUP BY 1, 2
    ),

    found AS MATERIALIZED (
        SELECT c.longitude, c.latitude, c.addresses
        FROM counted AS c
        WHERE
            c.longitude IS NOT NULL
            AND c.latitude IS NOT NULL
            AND (c.longitude <> 0 OR c.latitude <> 0)
            AND c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g)
    ),

    cleared AS (
        DELETE FROM tickets.suspect_coordinates AS s
        WHERE
            NOT s.is_allowed
            AND NOT EXISTS (
                SELECT FROM found AS f
                WHERE f.longitude = s.longitude AND f.latitude = s.latitude
            )
        RETURNING 1
    ),

    noted AS (
        INSERT INTO tickets.suspect_coordinates AS s (longitude, latitude, addresses)
        SELECT f.longitude, f.latitude, f.addresses
        FROM found AS f
        ON CONFLICT (longitude, latitude) DO NOTHING
        RETURNING 1
    )

    SELECT ((SELECT count(*) FROM cleared) + (SELECT count(*) FROM noted))::integer
$$;
COMMENT ON FUNCTION tickets.refresh_suspects() IS
'Brings tickets.suspect_coordinates up to date with the tickets; returns what changed.';
