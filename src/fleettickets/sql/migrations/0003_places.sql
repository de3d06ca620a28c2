-- Where places are, which of the feed's own positions can be trusted (ARCHITECTURE.md#positions),
-- and how often all processes together asked the geocoding providers: the day's budget, the pace.

-- Check constraints rest on these.
CREATE FUNCTION tickets.region_key(p_region text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tickets.name_key(p_region);
COMMENT ON FUNCTION tickets.region_key(text) IS
'Identity of a region (name_key); empty without one.';

CREATE FUNCTION tickets.key_of_place(p_region_key text, p_cluster_key text, p_location_key text)
RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT md5(
        coalesce(nullif(p_region_key, '') || E'\x1e', '')
        || p_cluster_key || E'\x1f' || p_location_key
    )::uuid
$$;
COMMENT ON FUNCTION tickets.key_of_place(text, text, text) IS
'The place_key of a location whose names are keys already (region_key, name_key).';

CREATE FUNCTION tickets.place_key(p_region text, p_cluster text, p_location_name text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_location_name IS NOT NULL
            THEN
                tickets.key_of_place(
                    tickets.region_key(p_region),
                    tickets.name_key(p_cluster),
                    tickets.name_key(p_location_name)
                )
    END
$$;
COMMENT ON FUNCTION tickets.place_key(text, text, text) IS
'Identity of a location within its cluster in its region (name_key); NULL without a location.';

CREATE FUNCTION tickets.place_key(p_cluster text, p_location_name text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT tickets.place_key(NULL::text, p_cluster, p_location_name)
$$;
COMMENT ON FUNCTION tickets.place_key(text, text) IS
'The same for a location of a cluster without a region.';

CREATE TABLE tickets.geo_clusters (
    region text NOT NULL DEFAULT ''
    CONSTRAINT geo_clusters_region_check CHECK (region = tickets.region_key(region)),
    cluster text NOT NULL,
    geom geometry (point, 4326),
    provider text NOT NULL,
    precision text NOT NULL,
    query text,
    reason text,
    is_manual boolean NOT NULL DEFAULT FALSE,
    asked_at timestamptz NOT NULL DEFAULT now(),
    answer text,
    refused_geom geometry (point, 4326),
    PRIMARY KEY (region, cluster)
);
COMMENT ON TABLE tickets.geo_clusters IS
'One position for each cluster of each region, in any spelling; without geom, reason says why '
'there is none.';
COMMENT ON COLUMN tickets.geo_clusters.region IS
'Empty: for tickets without a region, and for those of a region in which the cluster has no row.';
COMMENT ON COLUMN tickets.geo_clusters.answer IS 'Name of the place that the provider gave.';
COMMENT ON COLUMN tickets.geo_clusters.refused_geom IS
'Where the provider put the place, when that was refused.';
-- Used by: locate, upsert_tickets.sql. One position at most for each cluster of a region.
CREATE UNIQUE INDEX geo_clusters_key_idx
ON tickets.geo_clusters (region, tickets.name_key(cluster));

CREATE TABLE tickets.geo_locations (
    place_key uuid PRIMARY KEY,
    region text,
    cluster text,
    location_name text NOT NULL,
    geom geometry (point, 4326),
    provider text NOT NULL,
    precision text NOT NULL,
    query text,
    reason text,
    is_manual boolean NOT NULL DEFAULT FALSE,
    asked_at timestamptz NOT NULL DEFAULT now(),
    answer text,
    refused_geom geometry (point, 4326),
    CONSTRAINT geo_locations_place_key_check
    CHECK (place_key = tickets.place_key(region, cluster, location_name))
);
COMMENT ON TABLE tickets.geo_locations IS
'One position for each location of a cluster; without geom, reason says why there is none.';
COMMENT ON COLUMN tickets.geo_locations.region IS
'Blank: for tickets without a region, and for those of a region in which the location has no row.';
COMMENT ON COLUMN tickets.geo_locations.answer IS 'Name of the place that the provider gave.';
COMMENT ON COLUMN tickets.geo_locations.refused_geom IS
'Where the provider put the place, when that was refused.';
-- Used by: find_location_answers.sql, locations of one place that are spelled otherwise.
CREATE INDEX geo_locations_query_idx ON tickets.geo_locations (query);
-- Used by: find_answers_at.sql.
CREATE INDEX geo_locations_geom_idx ON tickets.geo_locations USING gist (geom);
CREATE INDEX geo_locations_refused_idx ON tickets.geo_locations USING gist (refused_geom);

CREATE TABLE tickets.place_edits (
    edit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change_id bigint NOT NULL,
    edited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    edited_by text NOT NULL,
    kind text NOT NULL CONSTRAINT place_edits_kind_check CHECK (kind IN ('cluster', 'location')),
    region text NOT NULL,
    cluster text,
    location_name text,
    before jsonb,
    after jsonb,
    undoes bigint,
    is_undone boolean NOT NULL DEFAULT FALSE
);
COMMENT ON TABLE tickets.place_edits IS
'What people did to positions: one row for each spelling of the place, written by a trigger '
'for every writer. NULL in before or after: the place had, or has, no row.';
COMMENT ON COLUMN tickets.place_edits.change_id IS
'The transaction: edits with one number belong together, and are undone together.';
COMMENT ON COLUMN tickets.place_edits.undoes IS
'The change_id of the edit that this one undid.';
-- Used by: undo_place_edit.
CREATE INDEX place_edits_change_idx ON tickets.place_edits (change_id);

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
'One row, edited by SQL; every ticket follows at once. Without an area, it is the whole globe.';
COMMENT ON COLUMN tickets.geo_settings.west IS
'The service area in degrees (west, south, east, north): a position outside is not used.';
COMMENT ON COLUMN tickets.geo_settings.suspect_addresses IS
'A coordinate under this many different addresses is a stand-in, not a position.';

INSERT INTO tickets.geo_settings (west, south, east, north)
VALUES (29.5, -4.8, 42.0, 5.6); -- Kenya and Uganda

CREATE TABLE tickets.suspect_coordinates (
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    addresses integer NOT NULL,
    is_allowed boolean NOT NULL DEFAULT FALSE,
    noted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (longitude, latitude)
);
COMMENT ON TABLE tickets.suspect_coordinates IS
'Coordinates, as the feed writes them, that many different addresses share: not used as positions.';
COMMENT ON COLUMN tickets.suspect_coordinates.is_allowed IS
'Set by a person who knows the place: the coordinate is trusted.';

CREATE TABLE tickets.geocode_days (
    provider text NOT NULL,
    asked_on date NOT NULL,
    requests integer NOT NULL DEFAULT 0,
    budget integer,
    PRIMARY KEY (provider, asked_on)
);
COMMENT ON TABLE tickets.geocode_days IS
'Requests sent to each provider on each UTC day, counted before they are sent.';
COMMENT ON COLUMN tickets.geocode_days.budget IS
'The most requests that day, as the process that asked last was configured.';

CREATE TABLE tickets.geocode_pace (
    provider text PRIMARY KEY,
    next_at timestamptz NOT NULL DEFAULT '-infinity',
    blocked_until timestamptz NOT NULL DEFAULT '-infinity',
    blocked_for text
);
COMMENT ON TABLE tickets.geocode_pace IS
'When the next request may be sent; blocked_until: when the provider takes requests again.';
