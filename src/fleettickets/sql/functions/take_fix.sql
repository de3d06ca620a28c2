-- Keep where a device is. A fix that is not newer than the newest is dropped, and so is one of more
-- than five minutes ahead of the clock: it would hide all that follow.
-- params: the columns of dispatch.positions. returns: kept, old or future.
CREATE OR REPLACE FUNCTION dispatch.take_fix(
    p_device text, p_at timestamptz, p_latitude float8, p_longitude float8, p_accuracy_m real,
    p_speed_kmh real, p_heading real, p_battery real
)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_at > clock_timestamp() + interval '5 minutes' THEN
        RETURN 'future';
    END IF;
    -- Two fixes of a device at once: the second sees the first.
    PERFORM pg_advisory_xact_lock(hashtextextended('dispatch.positions:' || p_device, 0));
    INSERT INTO dispatch.positions (
        device, at, latitude, longitude, accuracy_m, speed_kmh, heading, battery
    )
    SELECT
        p_device, p_at, p_latitude, p_longitude, p_accuracy_m, p_speed_kmh, p_heading, p_battery
    FROM dispatch.settings AS s
    WHERE p_at >= now() - make_interval(hours => s.positions_kept_hours)
        AND NOT EXISTS (
            SELECT FROM dispatch.positions AS p WHERE p.device = p_device AND p.at >= p_at
        );
    RETURN CASE WHEN found THEN 'kept' ELSE 'old' END;
END
$$;
COMMENT ON FUNCTION dispatch.take_fix(text, timestamptz, float8, float8, real, real, real, real) IS
'Keeps where a device is, if it is newer than what is known.';
