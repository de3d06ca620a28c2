CREATE EXTENSION IF NOT EXISTS postgis;
CREATE SCHEMA IF NOT EXISTS tickets;
CREATE SCHEMA IF NOT EXISTS reporting;

CREATE TABLE tickets.geo_clusters (
    cluster text PRIMARY KEY,
    geom geometry (point, 4326),
    provider text,
    precision text,
    geocoded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tickets.geo_locations (
    cluster text,
    location_name text,
    geom geometry (point, 4326),
    provider text,
    precision text,
    query text,
    geocoded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (cluster, location_name)
);

CREATE TABLE tickets.inc (
    ticket_id text PRIMARY KEY,
    raw jsonb NOT NULL,
    geom geometry (point, 4326),
    geo_source text,
    ingested_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tickets.crq (
    ticket_id text PRIMARY KEY,
    raw jsonb NOT NULL,
    geom geometry (point, 4326),
    geo_source text,
    ingested_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION tickets.resolve_geom() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF new.geo_source = 'manual' THEN
        RETURN new;
    END IF;
    SELECT c.geom, 'cluster' INTO new.geom, new.geo_source
    FROM tickets.geo_clusters AS c WHERE c.cluster = new.raw ->> 'cluster';
    RETURN new;
END
$$;
CREATE TRIGGER resolve_geom BEFORE INSERT OR UPDATE ON tickets.inc
FOR EACH ROW EXECUTE FUNCTION tickets.resolve_geom();
CREATE TRIGGER resolve_geom BEFORE INSERT OR UPDATE ON tickets.crq
FOR EACH ROW EXECUTE FUNCTION tickets.resolve_geom();

CREATE FUNCTION reporting.fn_tickets_for_map() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT jsonb_build_object(
        'type', 'FeatureCollection',
        'features', coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'type', 'Feature', 'geometry', st_asgeojson(t.geom)::jsonb,
                    'properties', jsonb_build_object('ticket_id', t.ticket_id)
                )
                ORDER BY t.ticket_id
            ),
            '[]'
        )
    )
    FROM (
        SELECT i.ticket_id, i.geom FROM tickets.inc AS i
        WHERE (i.raw ->> 'is_actionable')::boolean
        UNION ALL
        SELECT c.ticket_id, c.geom FROM tickets.crq AS c
        WHERE (c.raw ->> 'is_actionable')::boolean
    ) AS t
    WHERE t.geom IS NOT NULL
$$;
