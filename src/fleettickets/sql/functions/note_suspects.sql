-- Record coordinates that too many different addresses share. A trigger updates their tickets;
-- writers of tickets wait only if a coordinate is new.
-- params: p_longitudes, p_latitudes, p_addresses (arrays of one length, or NULL): as the feed
-- writes them, and how many addresses each has. returns: how many are new.
CREATE OR REPLACE FUNCTION tickets.note_suspects(
    p_longitudes double precision[], p_latitudes double precision[], p_addresses integer[]
) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_written integer := 0;
BEGIN
    -- Even a statement that writes nothing takes the trigger's lock.
    IF EXISTS (
        SELECT FROM unnest(p_longitudes, p_latitudes) AS f (longitude, latitude)
        WHERE NOT EXISTS (
            SELECT FROM tickets.suspect_coordinates AS s
            WHERE s.longitude = f.longitude AND s.latitude = f.latitude
        )
    ) THEN
        INSERT INTO tickets.suspect_coordinates AS s (longitude, latitude, addresses)
        SELECT f.longitude, f.latitude, f.addresses
        FROM unnest(p_longitudes, p_latitudes, p_addresses) AS f (longitude, latitude, addresses)
        ON CONFLICT (longitude, latitude) DO NOTHING;
        GET DIAGNOSTICS v_written = ROW_COUNT;
    END IF;
    RETURN v_written;
END
$$;
COMMENT ON FUNCTION tickets.note_suspects(double precision[], double precision[], integer[]) IS
'Adds coordinates to tickets.suspect_coordinates; returns how many it did not hold.';
