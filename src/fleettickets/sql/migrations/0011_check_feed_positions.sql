-- Which of the feed's own positions can be trusted (ARCHITECTURE.md#positions).

CREATE TABLE tickets.geo_settings (
    is_only boolean PRIMARY KEY DEFAULT TRUE
    CONSTRAINT geo_settings_is_only_check CHECK (is_only),
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    suspect_addresses integer NOT NULL DEFAULT 10
    CONSTRAINT geo_settings_suspect_addresses_check CHECK (suspect_addresses > 1),
    CONSTRAINT geo_settings_area_check
    CHECK (num_nulls(west, south, east, north) IN (0, 4) AND west < east AND south < north)
);
COMMENT ON TABLE tickets.geo_settings IS
'One row, edited by SQL; every ticket follows at once. Without an area, all the globe is served.';
COMMENT ON COLUMN tickets.geo_settings.west IS
'The service area in degrees (west, south, east, north): a position outside is not believed.';
COMMENT ON COLUMN tickets.geo_settings.suspect_addresses IS
'A coordinate under this many different addresses is a stand-in, not a position.';

INSERT INTO tickets.geo_settings (west, south, east, north)
VALUES (33.8, -4.8, 42.0, 5.6); -- Kenya

CREATE TABLE tickets.suspect_coordinates (
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    addresses integer NOT NULL,
    is_allowed boolean NOT NULL DEFAULT FALSE,
    noted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (longitude, latitude)
);
COMMENT ON TABLE tickets.suspect_coordinates IS
'Coordinates, as the feed writes them, that many different addresses share: not believed.';
COMMENT ON COLUMN tickets.suspect_coordinates.is_allowed IS
'Set by a person who knows the place: believed all the same.';

CREATE FUNCTION tickets.feed_point(
    p_longitude double precision,
    p_latitude double precision,
    p_west double precision,
    p_south double precision,
    p_east double precision,
    p_north double precision
) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_longitude = 0 AND p_latitude = 0 THEN NULL
        WHEN p_west IS NULL
            OR (
                p_longitude BETWEEN p_west AND p_east
                AND p_latitude BETWEEN p_south AND p_north
            )
            THEN public.st_setsrid(public.st_makepoint(p_longitude, p_latitude), 4326)
        WHEN p_latitude BETWEEN p_west AND p_east AND p_longitude BETWEEN p_south AND p_north
            THEN public.st_setsrid(public.st_makepoint(p_latitude, p_longitude), 4326)
    END
$$;
COMMENT ON FUNCTION tickets.feed_point(
    double precision, double precision,
    double precision, double precision, double precision, double precision
) IS
'The feed''s own position (SRID 4326) within the area (NULL: anywhere), also where latitude and '
'longitude stand in each other''s place; NULL when it is blank, (0, 0) or outside.';

ALTER TABLE tickets.geo_clusters
ADD COLUMN answer text,
ADD COLUMN refused_geom geometry (point, 4326);
COMMENT ON COLUMN tickets.geo_clusters.answer IS 'Name of the place that the provider gave.';
COMMENT ON COLUMN tickets.geo_clusters.refused_geom IS
'Where the provider put the place, when that was refused.';

ALTER TABLE tickets.geo_locations
ADD COLUMN answer text,
ADD COLUMN refused_geom geometry (point, 4326);
COMMENT ON COLUMN tickets.geo_locations.answer IS 'Name of the place that the provider gave.';
COMMENT ON COLUMN tickets.geo_locations.refused_geom IS
'Where the provider put the place, when that was refused.';

-- Used by: find_answers.sql, locations of one place that are spelled otherwise.
CREATE INDEX geo_locations_query_idx ON tickets.geo_locations (query);
-- Used by: refuse_duplicates.sql.
CREATE INDEX geo_locations_geom_idx ON tickets.geo_locations USING gist (geom);

-- Used by: relocate_tickets, the tickets of a place.
CREATE INDEX inc_place_idx ON tickets.inc (lower(coalesce(cluster, '')));
CREATE INDEX crq_place_idx ON tickets.crq (lower(coalesce(cluster, '')));

CREATE FUNCTION tickets.locate(
    p_cluster text,
    p_location_name text,
    p_longitude double precision,
    p_latitude double precision
) RETURNS TABLE (
    geom geometry,
    geo_source text,
    provider text,
    geo_precision text,
    query text,
    location_reason text,
    feed_problem text
)
LANGUAGE sql STABLE AS $$
    SELECT
        CASE r.geo_source
            WHEN 'feed' THEN r.area_geom
            WHEN 'cluster' THEN r.cluster_geom
            ELSE r.location_geom
        END AS geom,
        r.geo_source,
        CASE r.geo_source
            WHEN 'feed' THEN 'feed'
            WHEN 'cluster' THEN r.cluster_provider
            ELSE r.location_provider
        END AS provider,
        CASE r.geo_source
            WHEN 'feed' THEN 'point'
            WHEN 'cluster' THEN 'cluster'
            ELSE r.location_precision
        END AS geo_precision,
        CASE r.geo_source
            WHEN 'feed' THEN NULL
            WHEN 'cluster' THEN r.cluster_query
            ELSE r.location_query
        END AS query,
        CASE WHEN r.location_geom IS NULL THEN r.location_reason END AS location_reason,
        CASE
            WHEN p_longitude IS NULL OR p_latitude IS NULL THEN NULL
            WHEN p_longitude = 0 AND p_latitude = 0 THEN 'zero'
            WHEN r.area_geom IS NULL THEN 'outside_area'
            WHEN r.is_suspect THEN 'shared'
            WHEN public.st_x(r.area_geom) <> p_longitude THEN 'swapped'
        END AS feed_problem
    FROM (
        SELECT
            f.geom AS area_geom,
            l.geom AS location_geom,
            l.provider AS location_provider,
            l.precision AS location_precision,
            l.query AS location_query,
            l.reason AS location_reason,
            c.geom AS cluster_geom,
            c.provider AS cluster_provider,
            c.query AS cluster_query,
            s.longitude IS NOT NULL AS is_suspect,
            CASE
                WHEN l.is_manual AND l.geom IS NOT NULL THEN 'manual'
                WHEN f.geom IS NOT NULL AND s.longitude IS NULL THEN 'feed'
                WHEN l.geom IS NOT NULL THEN 'location'
                WHEN c.geom IS NOT NULL THEN 'cluster'
            END AS geo_source
        FROM (
            SELECT tickets.feed_point(
                p_longitude,
                p_latitude,
                (SELECT g.west FROM tickets.geo_settings AS g),
                (SELECT g.south FROM tickets.geo_settings AS g),
                (SELECT g.east FROM tickets.geo_settings AS g),
                (SELECT g.north FROM tickets.geo_settings AS g)
            ) AS geom
        ) AS f
        LEFT JOIN tickets.suspect_coordinates AS s
            ON s.longitude = p_longitude AND s.latitude = p_latitude AND NOT s.is_allowed
        LEFT JOIN tickets.geo_locations AS l
            ON l.place_key = tickets.place_key(p_cluster, p_location_name)
        LEFT JOIN tickets.geo_clusters AS c ON c.cluster = p_cluster
    ) AS r
$$;
COMMENT ON FUNCTION tickets.locate(text, text, double precision, double precision) IS
'Where a ticket with this cluster, location and feed position is, and how that is known: a '
'position set by hand wins, then the feed''s own if it is believed, then the location''s, then the '
'cluster''s. One row. The import states the same rule set-based (upsert_tickets.sql).';

CREATE VIEW tickets.ticket_positions AS
SELECT
    t.dataset,
    t.ticket_id,
    p.geo_source,
    p.geom,
    p.provider,
    p.geo_precision AS precision,
    p.query,
    p.location_reason,
    p.feed_problem
FROM (
    SELECT
        'inc' AS dataset,
        i.ticket_id,
        i.cluster,
        i.location_name,
        i.raw
    FROM tickets.inc AS i
    UNION ALL
    SELECT
        'crq' AS dataset,
        c.ticket_id,
        c.cluster,
        c.location_name,
        c.raw
    FROM tickets.crq AS c
) AS t
CROSS JOIN LATERAL tickets.locate(
    t.cluster,
    t.location_name,
    tickets.to_degrees(t.raw ->> 'longitude', 180),
    tickets.to_degrees(t.raw ->> 'latitude', 90)
) AS p;
COMMENT ON VIEW tickets.ticket_positions IS
'Where each ticket is by the rules, and how that is known; geom and geo_source are also the '
'ticket''s own. location_reason: why its location has no position of its own. feed_problem: what '
'is wrong with the feed''s coordinates; swapped ones are put right, others are not believed.';

CREATE OR REPLACE FUNCTION tickets.resolve_ticket_geoms() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    SELECT p.geom, p.geo_source
    INTO new.geom, new.geo_source
    FROM tickets.locate(
        new.cluster,
        new.location_name,
        tickets.to_degrees(new.raw ->> 'longitude', 180),
        tickets.to_degrees(new.raw ->> 'latitude', 90)
    ) AS p;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.resolve_ticket_geoms() IS
'Keeps the position of a ticket in step with tickets.locate for every writer but the import.';

DROP FUNCTION tickets.feed_point(double precision, double precision);

-- A writer of tickets reads the places, and a writer of places writes the tickets: neither may
-- miss what the other has not committed yet.
CREATE FUNCTION tickets.lock_positions(p_is_shared boolean) RETURNS void
LANGUAGE sql AS $$
    SELECT CASE
        WHEN p_is_shared
            THEN pg_advisory_xact_lock_shared(hashtext('fleettickets.positions'), 0)
        ELSE pg_advisory_xact_lock(hashtext('fleettickets.positions'), 0)
    END
$$;
COMMENT ON FUNCTION tickets.lock_positions(boolean) IS
'Until the transaction ends: shared for a writer of tickets, in a statement before the one that '
'writes; alone for a writer of places.';

CREATE FUNCTION tickets.lock_positions() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets.lock_positions(tg_argv[0]::boolean);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.lock_positions() IS 'lock_positions(boolean) as a trigger.';

CREATE FUNCTION tickets.relocate_tickets() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    v_dataset text;
    v_importing text := coalesce(current_setting('fleettickets.importing', TRUE), '');
    v_changed text := CASE tg_op
        WHEN 'INSERT' THEN 'SELECT * FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT * FROM old_rows'
        ELSE '(TABLE new_rows EXCEPT TABLE old_rows)
              UNION (TABLE old_rows EXCEPT TABLE new_rows)'
    END;
BEGIN
    PERFORM set_config('fleettickets.importing', 'on', TRUE);
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d LOOP
        EXECUTE format(
            $sql$
            WITH changed AS (%s)
            UPDATE tickets.%I AS t
            SET geom = p.geom, geo_source = p.geo_source
            FROM changed AS c, tickets.%I AS s
            CROSS JOIN LATERAL tickets.locate(
                s.cluster,
                s.location_name,
                tickets.to_degrees(s.raw ->> 'longitude', 180),
                tickets.to_degrees(s.raw ->> 'latitude', 90)
            ) AS p
            WHERE %s
                AND t.ticket_id = s.ticket_id
                AND (t.geo_source IS DISTINCT FROM p.geo_source
                    OR t.geom IS DISTINCT FROM p.geom)
            $sql$,
            v_changed, v_dataset, v_dataset, tg_argv[0]
        );
    END LOOP;
    PERFORM set_config('fleettickets.importing', v_importing, TRUE);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.relocate_tickets() IS
'Moves the tickets s that a changed row c is about, one statement a dataset; the argument is the '
'condition that joins them.';

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_clusters
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_clusters
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'lower(coalesce(s.cluster, '''')) = lower(c.cluster) AND s.cluster = c.cluster
     AND coalesce(s.geo_source, ''cluster'') = ''cluster'''
);
CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_clusters
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'lower(coalesce(s.cluster, '''')) = lower(c.cluster) AND s.cluster = c.cluster
     AND coalesce(s.geo_source, ''cluster'') = ''cluster'''
);
CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_clusters
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'lower(coalesce(s.cluster, '''')) = lower(c.cluster) AND s.cluster = c.cluster
     AND coalesce(s.geo_source, ''cluster'') = ''cluster'''
);

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_locations
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_locations
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'lower(coalesce(s.cluster, '''')) = lower(coalesce(c.cluster, ''''))
     AND tickets.place_key(s.cluster, s.location_name) = c.place_key'
);
CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_locations
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'lower(coalesce(s.cluster, '''')) = lower(coalesce(c.cluster, ''''))
     AND tickets.place_key(s.cluster, s.location_name) = c.place_key'
);
CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_locations
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'lower(coalesce(s.cluster, '''')) = lower(coalesce(c.cluster, ''''))
     AND tickets.place_key(s.cluster, s.location_name) = c.place_key'
);

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE OR DELETE ON tickets.suspect_coordinates
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.suspect_coordinates
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude'
);
CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.suspect_coordinates
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude'
);
CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.suspect_coordinates
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude'
);

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_settings
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_settings
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'TRUE'
);
CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_settings
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'TRUE'
);
CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_settings
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'TRUE'
);

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE ON tickets.inc
FOR EACH STATEMENT WHEN (NOT tickets.is_importing())
EXECUTE FUNCTION tickets.lock_positions('true');

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE ON tickets.crq
FOR EACH STATEMENT WHEN (NOT tickets.is_importing())
EXECUTE FUNCTION tickets.lock_positions('true');
