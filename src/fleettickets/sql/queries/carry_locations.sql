-- Take over the positions of locations, whatever the columns of the earlier table are called. If it
-- has no clusters, a position counts for the location in every cluster that has tickets there.
-- params: none. returns: one row, (carried).
WITH rows AS (
    SELECT to_jsonb(o) AS entry FROM {table} AS o
),

read AS (
    SELECT
        r.entry,
        coalesce(r.entry ->> 'provider', r.entry ->> 'source', 'unknown') AS provider,
        coalesce(r.entry ->> 'precision', r.entry ->> 'geo_precision', 'unknown') AS precision,
        coalesce(
            tickets.to_flag(r.entry ->> 'is_manual'),
            lower(coalesce(r.entry ->> 'provider', r.entry ->> 'source', '')) IN (
                'manual', 'by hand', 'hand'
            )
            OR lower(r.entry ->> 'precision') IN ('manual', 'by hand', 'hand'),
            FALSE
        ) AS is_manual,
        CASE
            WHEN jsonb_typeof(r.entry -> 'geom') = 'object'
                THEN st_setsrid(st_geomfromgeojson((r.entry -> 'geom')::text), 4326)
            ELSE
                st_setsrid(
                    st_makepoint(
                        coalesce(r.entry ->> 'longitude', r.entry ->> 'lng', r.entry ->> 'lon')
                        ::double precision,
                        coalesce(r.entry ->> 'latitude', r.entry ->> 'lat')::double precision
                    ),
                    4326
                )
        END AS geom,
        coalesce(
            r.entry ->> 'asked_at', r.entry ->> 'geocoded_at', r.entry ->> 'updated_at',
            r.entry ->> 'created_at'
        )::timestamptz AS asked_at
    FROM rows AS r
),

named AS (
    SELECT
        r.*,
        nullif(btrim(r.entry ->> 'cluster'), '') AS cluster,
        nullif(
            btrim(
                coalesce(r.entry ->> 'location_name', r.entry ->> 'location', r.entry ->> 'name')
            ),
            ''
        ) AS location_name
    FROM read AS r
),

placed AS (
    SELECT
        n.entry,
        n.provider,
        n.precision,
        n.is_manual,
        n.geom,
        n.asked_at,
        coalesce(p.cluster, n.cluster) AS cluster,
        coalesce(p.location_name, n.location_name) AS location_name
    FROM named AS n
    LEFT JOIN pg_temp.earlier_places AS p
        ON NOT n.entry ? 'cluster' AND lower(p.location_name) = lower(n.location_name)
    WHERE n.location_name IS NOT NULL
),

written AS (
    INSERT INTO tickets.geo_locations (
        place_key, cluster, location_name, geom, provider, precision, query, reason, is_manual,
        asked_at, answer
    )
    SELECT DISTINCT ON (tickets.place_key(p.cluster, p.location_name))
        tickets.place_key(p.cluster, p.location_name) AS place_key,
        p.cluster,
        p.location_name,
        p.geom,
        p.provider,
        p.precision,
        p.entry ->> 'query' AS query,
        CASE
            WHEN p.geom IS NULL
                THEN
                    coalesce(
                        p.entry ->> 'reason', p.entry ->> 'error', 'taken over without a position'
                    )
        END AS reason,
        p.is_manual,
        coalesce(p.asked_at, now()) AS asked_at,
        coalesce(p.entry ->> 'answer', p.entry ->> 'display_name') AS answer
    FROM placed AS p
    ORDER BY
        tickets.place_key(p.cluster, p.location_name) ASC,
        p.is_manual DESC,
        p.geom IS NULL ASC
    ON CONFLICT (place_key) DO NOTHING
    RETURNING place_key
)

SELECT count(*) AS carried FROM written
