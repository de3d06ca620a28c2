-- The tickets: raw is the source of truth, every other column follows from it or from the
-- gazetteers. The import's own statement fills the typed columns, five times faster than
-- generated columns (docs/decisions.md); the trigger does it for every other writer.

CREATE TABLE tickets.inc (
    ticket_id text COLLATE "C" PRIMARY KEY,
    raw jsonb NOT NULL,
    content_hash uuid NOT NULL,
    change_key text COLLATE "C" NOT NULL,
    change_line integer NOT NULL,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    sla_status text,
    mttr integer,
    created_at_service timestamptz,
    scheduled_at timestamptz,
    closed_at timestamptz,
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    is_open boolean NOT NULL
    GENERATED ALWAYS AS (tickets.is_open(normalized_status, closed_at)) STORED,
    geom geometry (point, 4326),
    geo_source text
    CONSTRAINT inc_geo_source_check
    CHECK (geo_source IN ('manual', 'feed', 'location', 'cluster')),
    latitude double precision GENERATED ALWAYS AS (public.st_y(geom)) STORED,
    longitude double precision GENERATED ALWAYS AS (public.st_x(geom)) STORED,
    geog geography (point, 4326) GENERATED ALWAYS AS (geom::geography) STORED,
    ingested_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.inc IS 'Incidents, the newest version of each.';
COMMENT ON COLUMN tickets.inc.raw IS
'The row as it came after cleaning: text values, null where blank, extra columns included.';
COMMENT ON COLUMN tickets.inc.content_hash IS
'Identity of raw; a version with the same hash changes nothing.';
COMMENT ON COLUMN tickets.inc.change_key IS
'File that brought this content; later files may have repeated it unchanged. Blank where that file '
'was replaced by a version that lacks the ticket.';
COMMENT ON COLUMN tickets.inc.change_line IS 'Line of that file; the header is line 1.';
COMMENT ON COLUMN tickets.inc.mttr IS 'Minutes, as the source says; NULL until closed.';

-- Used by: dispatch, which asks for the tickets near a crew.
CREATE INDEX inc_geog_idx ON tickets.inc USING gist (geog);
-- Used by: capture_history, dashboards: the open tickets are few among many.
CREATE INDEX inc_open_idx ON tickets.inc (cluster) WHERE is_open;
-- Used by: dashboards, which ask for what was closed in a window.
CREATE INDEX inc_closed_at_idx ON tickets.inc (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE tickets.crq (LIKE tickets.inc INCLUDING ALL);
COMMENT ON TABLE tickets.crq IS
'Installations and other change requests, the newest version of each.';

CREATE FUNCTION tickets.derive_ticket() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    new.normalized_status := new.raw ->> 'normalized_status';
    new.raw_status := new.raw ->> 'raw_status';
    new.bucket := new.raw ->> 'bucket';
    new.is_actionable := tickets.to_flag(new.raw ->> 'is_actionable');
    new.cluster := new.raw ->> 'cluster';
    new.region := new.raw ->> 'region';
    new.location_name := new.raw ->> 'location_name';
    new.assigned_team := new.raw ->> 'assigned_team';
    new.owner := new.raw ->> 'owner';
    new.sla_status := new.raw ->> 'sla_status';
    new.mttr := tickets.to_minutes(new.raw ->> 'mttr');
    new.created_at_service := tickets.eat_ts(new.raw ->> 'created_at_service');
    new.scheduled_at := tickets.eat_ts(new.raw ->> 'scheduled_at');
    new.closed_at := tickets.eat_ts(new.raw ->> 'closed_at');
    new.first_seen_at := tickets.eat_ts(new.raw ->> 'first_seen_at');
    new.last_seen_at := tickets.eat_ts(new.raw ->> 'last_seen_at');
    new.source_created_at := tickets.eat_ts(new.raw ->> 'source_created_at');
    new.source_updated_at := tickets.eat_ts(new.raw ->> 'source_updated_at');
    IF tg_op = 'INSERT' OR new.raw IS DISTINCT FROM old.raw THEN
        -- Not the import's hash, so that the next version in the feed is seen as a change.
        new.content_hash := md5(new.raw::text)::uuid;
    END IF;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.derive_ticket() IS
'Keeps the typed columns in step with raw for every writer but the import.';

CREATE FUNCTION tickets.resolve_ticket_geoms() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    SELECT
        coalesce(
            CASE WHEN l.is_manual THEN l.geom END,
            feed.geom, l.geom, c.geom
        ),
        CASE
            WHEN l.is_manual AND l.geom IS NOT NULL THEN 'manual'
            WHEN feed.geom IS NOT NULL THEN 'feed'
            WHEN l.geom IS NOT NULL THEN 'location'
            WHEN c.geom IS NOT NULL THEN 'cluster'
        END
    INTO new.geom, new.geo_source
    FROM tickets.feed_point(
        tickets.to_degrees(new.raw ->> 'longitude', 180),
        tickets.to_degrees(new.raw ->> 'latitude', 90)
    ) AS feed (geom)
    LEFT JOIN tickets.geo_locations AS l
        ON l.place_key = tickets.place_key(new.cluster, new.location_name)
    LEFT JOIN tickets.geo_clusters AS c ON c.cluster = new.cluster;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.resolve_ticket_geoms() IS
'A position set by hand wins, then the feed''s own, then the location''s, then the cluster''s.';

CREATE FUNCTION tickets.is_importing() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('fleettickets.importing', TRUE), '') = 'on'
$$;
COMMENT ON FUNCTION tickets.is_importing() IS
'Whether this transaction is the import''s, whose statement fills the derived columns itself.';

-- Triggers fire in the order of their names: first the typed columns, then the position.
CREATE TRIGGER derive_ticket BEFORE INSERT OR UPDATE ON tickets.inc
FOR EACH ROW WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.derive_ticket();
CREATE TRIGGER resolve_ticket_geoms BEFORE INSERT OR UPDATE ON tickets.inc
FOR EACH ROW WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.resolve_ticket_geoms();

CREATE TRIGGER derive_ticket BEFORE INSERT OR UPDATE ON tickets.crq
FOR EACH ROW WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.derive_ticket();
CREATE TRIGGER resolve_ticket_geoms BEFORE INSERT OR UPDATE ON tickets.crq
FOR EACH ROW WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.resolve_ticket_geoms();
