-- Take over the positions that were set by hand on tickets: each becomes the position of the
-- ticket's location, which is where a position set by hand is kept here.
-- params: none. returns: one row, (carried).
WITH rows AS (
    SELECT
        o.ticket_id,
        o.raw,
        to_jsonb(o) - 'raw' AS entry
    FROM {table} AS o
),

placed AS (
    SELECT DISTINCT ON (tickets.place_key(n.cluster, n.location_name))
        n.cluster,
        n.location_name,
        tickets.place_key(n.cluster, n.location_name) AS place_key,
        st_setsrid(st_geomfromgeojson((r.entry -> 'geom')::text), 4326) AS geom
    FROM rows AS r
    CROSS JOIN
        LATERAL (
            VALUES (
                nullif(btrim(r.raw ->> 'cluster'), ''),
                nullif(btrim(r.raw ->> 'location_name'), '')
            )
        ) AS n (cluster, location_name)
    WHERE
        lower(r.entry ->> 'geo_source') IN ('manual', 'by hand', 'hand')
        AND jsonb_typeof(r.entry -> 'geom') = 'object'
        AND n.location_name IS NOT NULL
    ORDER BY tickets.place_key(n.cluster, n.location_name), r.ticket_id DESC
),

written AS (
    INSERT INTO tickets.geo_locations AS l (
        place_key, cluster, location_name, geom, provider, precision, is_manual
    )
    SELECT
        p.place_key,
        p.cluster,
        p.location_name,
        p.geom,
        'manual' AS provider,
        'manual' AS precision,
        TRUE AS is_manual
    FROM placed AS p
    ON CONFLICT (place_key) DO UPDATE
        SET
            geom = excluded.geom,
            provider = excluded.provider,
            precision = excluded.precision,
            is_manual = TRUE,
            reason = NULL
        WHERE NOT l.is_manual
    RETURNING l.place_key
)

SELECT count(*) AS carried FROM written
