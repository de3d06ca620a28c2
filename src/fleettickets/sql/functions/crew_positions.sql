-- Where the crews are: the newest position of each, from their devices, and from the operator's
-- view dispatch.tracker_positions (device, at, latitude, longitude) where it exists. A view that
-- cannot be read takes nothing away: the answer says so.
-- params: none. returns: {tracker_problem, crews: [{crew, at, latitude, longitude, accuracy_m,
-- speed_kmh, heading, battery, is_old}]}; is_old: more than ten minutes.
CREATE OR REPLACE FUNCTION dispatch.crew_positions()
RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    v_seen jsonb := '[]'::jsonb;
    v_problem text;
BEGIN
    IF to_regclass('dispatch.tracker_positions') IS NOT NULL THEN
        BEGIN
            EXECUTE
                'SELECT coalesce(jsonb_agg(to_jsonb(t)), ''[]'') FROM ('
                ' SELECT DISTINCT ON (device) device::text AS device, at::timestamptz AS at,'
                ' latitude::float8 AS latitude, longitude::float8 AS longitude'
                ' FROM dispatch.tracker_positions'
                ' WHERE at <= now() + interval ''5 minutes'''
                ' AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180'
                ' AND (latitude <> 0 OR longitude <> 0)'
                ' ORDER BY device, at DESC) AS t'
            INTO v_seen;
        EXCEPTION WHEN OTHERS THEN
            v_problem := 'dispatch.tracker_positions cannot be read: ' || sqlerrm;
        END;
    END IF;
    RETURN jsonb_build_object(
        'tracker_problem', v_problem,
        'crews', coalesce(
            (
                SELECT jsonb_agg(
                    to_jsonb(f) || jsonb_build_object(
                        'is_old', f.at < now() - interval '10 minutes'
                    )
                    ORDER BY f.crew COLLATE "C"
                )
                FROM (
                    SELECT DISTINCT ON (c.crew_id)
                        c.name AS crew, p.at, p.latitude, p.longitude, p.accuracy_m, p.speed_kmh,
                        p.heading, p.battery
                    FROM dispatch.crews AS c
                    CROSS JOIN LATERAL (
                        (
                            SELECT
                                o.at, o.latitude, o.longitude, o.accuracy_m, o.speed_kmh, o.heading,
                                o.battery
                            FROM dispatch.positions AS o
                            WHERE o.device = dispatch.device_of(c.crew_id)
                            ORDER BY o.at DESC
                            LIMIT 1
                        )
                        UNION ALL
                        SELECT
                            v.at, v.latitude, v.longitude, NULL::real, NULL::real, NULL::real,
                            NULL::real
                        FROM jsonb_to_recordset(v_seen) AS v (
                            device text, at timestamptz, latitude float8, longitude float8
                        )
                        WHERE v.device = c.device
                    ) AS p
                    WHERE c.is_active
                    ORDER BY c.crew_id, p.at DESC
                ) AS f
            ),
            '[]'
        )
    );
END
$$;
COMMENT ON FUNCTION dispatch.crew_positions() IS 'Where the crews are (docs/api.md#positions).';
