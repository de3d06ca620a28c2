-- Take over the positions that were set by hand on tickets: each becomes the position of the
-- ticket's location, which is where a position set by hand is kept here.
-- params: none. returns: one row, (carried).
WITH placed AS (
    SELECT DISTINCT ON (tickets.place_key(n.cluster, n.location_name))
        n.cluster,
        n.location_name,
        tickets.place_key(n.cluster, n.location_name) AS place_key,
        st_setsrid(o.geom, 4326) AS geom
    FROM {table} AS o
    CROSS JOIN
        LATERAL (
            VALUES (
                nullif(btrim(o.raw ->> 'cluster'), ''),
                nullif(btrim(o.raw ->> 'location_name'), '')
            )
        ) AS n (cluster, location_name)
    WHERE
        lower(o.geo_source) IN ('manual', 'by hand', 'hand')
        AND o.geom IS NOT NULL
        AND n.location_name IS NOT NULL
    ORDER BY tickets.place_key(n.cluster, n.location_name), o.ticket_id DESC
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
