-- Write the newest content of each ticket of the batch, typed and located. Nothing has happened
-- after its file was written: times ahead of it are cut to it, with a warning
-- (insert_warnings.sql). raw less its invalid columns is known to cast; times without an offset are
-- read in the transaction's time zone, East Africa Time. The fold has already converted mttr. These
-- casts give what
-- tickets.typed_value gives, about five times faster (docs/decisions.md); check_tickets compares
-- the two. Places do not change meanwhile: the lock comes in a statement of its own, so that the
-- next one sees every place that was committed before it.
-- params: none. returns: nothing.
SELECT tickets.lock_positions(TRUE);

WITH newest AS (
    SELECT
        s.ticket_id,
        s.content_hash,
        f.change_key,
        f.key_at,
        c.to_lifecycle AS lifecycle,
        s.invalid,
        c.mttr_minutes,
        s.raw::jsonb AS raw,
        (s.change_no & 4294967295)::integer AS change_line
    FROM folded_changes AS c
    INNER JOIN staged_changes AS s ON c.change_no = s.change_no
    INNER JOIN staged_files AS f ON f.file_no = (c.change_no >> 32)::integer
    WHERE c.is_newest AND s.raw IS NOT NULL
    OFFSET 0 -- keeps raw from being parsed again for each column below
),

typed AS (
    SELECT
        n.ticket_id,
        n.content_hash,
        n.change_key,
        n.change_line,
        n.mttr_minutes,
        n.key_at,
        n.lifecycle,
        n.raw,
        CASE WHEN n.invalid IS NULL THEN n.raw ELSE n.raw - n.invalid END AS valid
    FROM newest AS n
    OFFSET 0 -- keeps valid from being computed again for each column below
),

placed AS (
    SELECT
        v.ticket_id,
        v.content_hash,
        v.change_key,
        v.change_line,
        v.mttr_minutes,
        v.key_at,
        v.lifecycle,
        v.raw,
        v.valid,
        (v.valid ->> 'created_at_service')::timestamptz AS created_at_service,
        (v.valid ->> 'closed_at')::timestamptz AS closed_at,
        (v.valid ->> 'first_seen_at')::timestamptz AS first_seen_at,
        (v.valid ->> 'longitude')::double precision AS longitude,
        (v.valid ->> 'latitude')::double precision AS latitude,
        tickets.region_key(v.raw ->> 'region') AS region_key,
        tickets.name_key(v.raw ->> 'cluster') AS cluster_key,
        -- NULL, so that no key of a place is made, while no location has a row.
        CASE
            WHEN
                v.raw ->> 'location_name' IS NOT NULL
                AND EXISTS (SELECT FROM tickets.geo_locations)
                THEN tickets.name_key(v.raw ->> 'location_name')
        END AS location_key
    FROM typed AS v
    OFFSET 0
),

located AS (
    SELECT
        v.ticket_id,
        v.content_hash,
        v.change_key,
        v.change_line,
        v.mttr_minutes,
        v.key_at,
        v.lifecycle,
        v.raw,
        v.valid,
        v.created_at_service,
        v.closed_at,
        v.first_seen_at,
        CASE WHEN c.cluster IS NULL THEN d.geom ELSE c.geom END AS cluster_geom,
        CASE WHEN l.place_key IS NULL THEN a.geom ELSE l.geom END AS location_geom,
        CASE WHEN l.place_key IS NULL THEN a.is_manual ELSE l.is_manual END AS is_manual,
        CASE WHEN l.place_key IS NULL THEN a.provider ELSE l.provider END AS location_provider,
        CASE WHEN l.place_key IS NULL THEN a.precision ELSE l.precision END AS location_precision,
        CASE
            WHEN s.longitude IS NULL
                THEN
                    tickets.feed_point(
                        v.longitude, v.latitude, g.west, g.south, g.east, g.north
                    )
        END AS feed_geom
    FROM placed AS v
    LEFT JOIN tickets.geo_settings AS g ON g.is_only
    LEFT JOIN tickets.suspect_coordinates AS s
        ON v.longitude = s.longitude AND v.latitude = s.latitude AND NOT s.is_allowed
    LEFT JOIN tickets.geo_locations AS l
        ON l.place_key = tickets.key_of_place(v.region_key, v.cluster_key, v.location_key)
    LEFT JOIN tickets.geo_locations AS a
        ON
            l.place_key IS NULL
            AND a.place_key = CASE
                WHEN l.place_key IS NULL
                    THEN tickets.key_of_place('', v.cluster_key, v.location_key)
            END
    LEFT JOIN tickets.geo_clusters AS c
        ON v.region_key = c.region AND v.cluster_key = tickets.name_key(c.cluster)
    LEFT JOIN tickets.geo_clusters AS d
        ON
            c.cluster IS NULL
            AND d.region = ''
            AND v.cluster_key = tickets.name_key(d.cluster)
    OFFSET 0 -- keeps feed_geom from being computed twice
)

INSERT INTO {table} AS t (
    ticket_id, raw, content_hash, change_key, change_line,
    normalized_status, raw_status, bucket, is_actionable, cluster, region, location_name,
    assigned_team, owner, sla_status, mttr, created_at_service, scheduled_at, closed_at,
    first_seen_at, last_seen_at, source_created_at, source_updated_at, lifecycle, geom, geo_source,
    geo_precision
)
SELECT
    p.ticket_id,
    p.raw,
    p.content_hash,
    p.change_key,
    p.change_line,
    p.raw ->> 'normalized_status' AS normalized_status,
    p.raw ->> 'raw_status' AS raw_status,
    p.raw ->> 'bucket' AS bucket,
    tickets.to_flag(p.valid ->> 'is_actionable') AS is_actionable,
    p.raw ->> 'cluster' AS cluster,
    p.raw ->> 'region' AS region,
    p.raw ->> 'location_name' AS location_name,
    p.raw ->> 'assigned_team' AS assigned_team,
    p.raw ->> 'owner' AS owner,
    p.raw ->> 'sla_status' AS sla_status,
    p.mttr_minutes AS mttr,
    CASE
        WHEN p.created_at_service > p.key_at THEN p.key_at ELSE p.created_at_service
    END AS created_at_service,
    (p.valid ->> 'scheduled_at')::timestamptz AS scheduled_at,
    CASE WHEN p.closed_at > p.key_at THEN p.key_at ELSE p.closed_at END AS closed_at,
    CASE WHEN p.first_seen_at > p.key_at THEN p.key_at ELSE p.first_seen_at END AS first_seen_at,
    (p.valid ->> 'last_seen_at')::timestamptz AS last_seen_at,
    (p.valid ->> 'source_created_at')::timestamptz AS source_created_at,
    (p.valid ->> 'source_updated_at')::timestamptz AS source_updated_at,
    p.lifecycle,
    CASE
        WHEN p.is_manual AND p.location_geom IS NOT NULL THEN p.location_geom
        ELSE coalesce(p.feed_geom, p.location_geom, p.cluster_geom)
    END AS geom,
    CASE
        WHEN p.is_manual AND p.location_geom IS NOT NULL THEN 'manual'
        WHEN p.feed_geom IS NOT NULL THEN 'feed'
        WHEN p.location_geom IS NOT NULL AND p.location_provider = 'text' THEN 'text'
        WHEN p.location_geom IS NOT NULL THEN 'location'
        WHEN p.cluster_geom IS NOT NULL THEN 'cluster'
    END AS geo_source,
    CASE
        WHEN p.is_manual AND p.location_geom IS NOT NULL THEN 'point'
        WHEN p.feed_geom IS NOT NULL THEN 'point'
        WHEN p.location_geom IS NOT NULL THEN tickets.precision_class(p.location_precision)
        WHEN p.cluster_geom IS NOT NULL THEN 'cluster'
    END AS geo_precision
FROM located AS p
ON CONFLICT (ticket_id) DO UPDATE
    SET
        raw = excluded.raw,
        content_hash = excluded.content_hash,
        change_key = excluded.change_key,
        change_line = excluded.change_line,
        normalized_status = excluded.normalized_status,
        raw_status = excluded.raw_status,
        bucket = excluded.bucket,
        is_actionable = excluded.is_actionable,
        cluster = excluded.cluster,
        region = excluded.region,
        location_name = excluded.location_name,
        assigned_team = excluded.assigned_team,
        owner = excluded.owner,
        sla_status = excluded.sla_status,
        mttr = excluded.mttr,
        created_at_service = excluded.created_at_service,
        scheduled_at = excluded.scheduled_at,
        closed_at = excluded.closed_at,
        first_seen_at = excluded.first_seen_at,
        last_seen_at = excluded.last_seen_at,
        source_created_at = excluded.source_created_at,
        source_updated_at = excluded.source_updated_at,
        lifecycle = excluded.lifecycle,
        geom = excluded.geom,
        geo_source = excluded.geo_source,
        geo_precision = excluded.geo_precision,
        ingested_at = now()
    -- A rewound ticket may end in the very version that its row holds.
    WHERE
    (t.content_hash, t.change_key, t.change_line)
    IS DISTINCT FROM (excluded.content_hash, excluded.change_key, excluded.change_line);
