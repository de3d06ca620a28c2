ALTER TABLE tickets.inc
ADD COLUMN geog geography (point, 4326) GENERATED ALWAYS AS (geom::geography) STORED;
CREATE INDEX inc_geog_idx ON tickets.inc USING gist (geog);
