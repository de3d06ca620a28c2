-- The two schemas, PostGIS, the ticket types and the tickets: raw is the source of truth, every
-- other column follows from it or from the places. The import's own statement fills the typed
-- columns, five times faster than generated columns (docs/decisions.md); the trigger derive_ticket
-- does it for every other writer.

-- PostGIS may be installed in any schema: the migrator puts its name in place of "public".
CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public;

-- A schema that exists belongs to somebody else and keeps its owner, comment and rights.
DO $$
BEGIN
    IF to_regnamespace('tickets') IS NULL THEN
        CREATE SCHEMA tickets;
        COMMENT ON SCHEMA tickets IS 'State and history of tickets; written by the import.';
    END IF;
    IF to_regnamespace('reporting') IS NULL THEN
        CREATE SCHEMA reporting;
        COMMENT ON SCHEMA reporting IS 'What readers call.';
    END IF;
END
$$;

CREATE TABLE tickets.datasets (
    dataset text PRIMARY KEY,
    title text NOT NULL,
    is_scheduled boolean NOT NULL DEFAULT FALSE,
    stale_after_minutes integer NOT NULL DEFAULT 4320
    CONSTRAINT datasets_stale_after_minutes_check CHECK (stale_after_minutes > 0)
);
COMMENT ON TABLE tickets.datasets IS
'The ticket types; tickets.<dataset> holds the tickets of each.';
COMMENT ON COLUMN tickets.datasets.is_scheduled IS
'Whether a ticket is due at its scheduled_at, if it has one, whatever the policy''s target.';
COMMENT ON COLUMN tickets.datasets.stale_after_minutes IS
'Answers say is_stale once the content lags the clock by more; the source itself lags two days.';

INSERT INTO tickets.datasets (dataset, title, is_scheduled)
VALUES ('inc', 'Incidents', FALSE), ('crq', 'Installations', TRUE);

-- A generated column rests on it.
CREATE FUNCTION tickets.is_open(p_status text, p_closed_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT p_closed_at IS NULL
        AND coalesce(lower(p_status) NOT IN ('closed', 'resolved', 'cancelled', 'canceled'), TRUE)
$$;
COMMENT ON FUNCTION tickets.is_open(text, timestamptz) IS
'Whether a ticket with this normalised status and closing time is open.';

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
    CHECK (geo_source IN ('manual', 'feed', 'text', 'location', 'cluster')),
    geo_precision text
    CONSTRAINT inc_geo_precision_check CHECK (
        geo_precision IN (
            'point', 'building', 'street', 'landmark', 'sub-location', 'area', 'cluster'
        )
    ),
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
COMMENT ON COLUMN tickets.inc.geo_precision IS
'How near the position is to the place (docs/geocoding.md#precision).';
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

-- Used by: relocate_tickets, the tickets of a place.
CREATE INDEX inc_place_idx ON tickets.inc (lower(coalesce(cluster, '')));
CREATE INDEX crq_place_idx ON tickets.crq (lower(coalesce(cluster, '')));
-- Used by: dashboards. Tickets that their status alone closed: few, with most sources.
CREATE INDEX inc_undated_idx ON tickets.inc (ticket_id) WHERE NOT is_open AND closed_at IS NULL;
CREATE INDEX crq_undated_idx ON tickets.crq (ticket_id) WHERE NOT is_open AND closed_at IS NULL;
