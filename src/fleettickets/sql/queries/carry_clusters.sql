-- Take over the positions of clusters, whatever the columns of the earlier table are called. Of
-- several spellings of a cluster one is taken: set by hand, else with a position, else the newest.
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

written AS (
    INSERT INTO tickets.geo_clusters (
        cluster, geom, provider, precision, query, reason, is_manual, asked_at, answer
    )
    SELECT DISTINCT ON (tickets.name_key(n.cluster))
        n.cluster,
        r.geom,
        r.provider,
        r.precision,
        r.entry ->> 'query' AS query,
        CASE
            WHEN r.geom IS NULL
                THEN
                    coalesce(
                        r.entry ->> 'reason', r.entry ->> 'error', 'taken over without a position'
                    )
        END AS reason,
        r.is_manual,
        coalesce(r.asked_at, now()) AS asked_at,
        coalesce(r.entry ->> 'answer', r.entry ->> 'display_name') AS answer
    FROM read AS r
    CROSS JOIN
        LATERAL (
            VALUES (nullif(btrim(coalesce(r.entry ->> 'cluster', r.entry ->> 'name')), ''))
        ) AS n (cluster)
    WHERE tickets.name_key(n.cluster) <> ''
    ORDER BY
        tickets.name_key(n.cluster) ASC,
        r.is_manual DESC,
        r.geom IS NULL ASC,
        r.asked_at DESC NULLS LAST,
        n.cluster ASC
    ON CONFLICT (region, (tickets.name_key(cluster))) DO NOTHING
    RETURNING cluster
)

SELECT count(*) AS carried FROM written
