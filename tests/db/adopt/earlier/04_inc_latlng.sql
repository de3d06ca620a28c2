ALTER TABLE tickets.inc
ADD COLUMN latitude double precision GENERATED ALWAYS AS (
    coalesce(nullif(raw ->> 'latitude', '')::double precision, st_y(geom))
) STORED,
ADD COLUMN longitude double precision GENERATED ALWAYS AS (
    coalesce(nullif(raw ->> 'longitude', '')::double precision, st_x(geom))
) STORED;
