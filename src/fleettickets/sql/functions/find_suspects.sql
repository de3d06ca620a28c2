-- Check whether too many different addresses share the trusted coordinates of some tickets.
-- Coordinates that are already distrusted are not checked, so the index on geog finds every ticket
-- at the others.
-- params: p_longitudes, p_latitudes (arrays of one length): positions of tickets whose geo_source
-- is feed.
-- returns: coordinates that became suspect.
CREATE OR REPLACE FUNCTION tickets.find_suspects(
    p_longitudes double precision[], p_latitudes double precision[]
) RETURNS integer
LANGUAGE plpgsql
SET plan_cache_mode = 'force_custom_plan'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_longitudes double precision[];
    v_latitudes double precision[];
    v_addresses integer[];
BEGIN
    WITH counted AS (
        SELECT
            tickets.to_degrees(t.raw ->> 'longitude', 180) AS longitude,
            tickets.to_degrees(t.raw ->> 'latitude', 90) AS latitude,
            count(DISTINCT tickets.without_numbers(t.location_name))::integer AS addresses
        FROM unnest(p_longitudes, p_latitudes) AS p (longitude, latitude)
        INNER JOIN tickets.all_tickets AS t
            ON t.geog OPERATOR (public.&&) public.st_setsrid(
                public.st_makepoint(p.longitude, p.latitude), 4326
            )::public.geography
            AND t.longitude = p.longitude AND t.latitude = p.latitude
        WHERE t.geo_source = 'feed'
        GROUP BY 1, 2
    )

    SELECT array_agg(c.longitude), array_agg(c.latitude), array_agg(c.addresses)
    INTO v_longitudes, v_latitudes, v_addresses
    FROM counted AS c
    WHERE c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g);
    RETURN tickets.note_suspects(v_longitudes, v_latitudes, v_addresses);
END
$$;
COMMENT ON FUNCTION tickets.find_suspects(double precision[], double precision[]) IS
'Notes those of these coordinates that too many addresses share; it forgets none.';
