-- Where places are, so that tickets without a trustworthy position of their own get one.

CREATE FUNCTION tickets.place_key(p_cluster text, p_location_name text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT md5(lower(coalesce(p_cluster, '') || E'\x1f' || p_location_name))::uuid
$$;
COMMENT ON FUNCTION tickets.place_key(text, text) IS
'Identity of a location within its cluster, whatever the case; NULL without a location.';

CREATE TABLE tickets.geo_clusters (
    cluster text PRIMARY KEY,
    geom geometry (point, 4326),
    provider text NOT NULL,
    precision text NOT NULL,
    query text,
    reason text,
    is_manual boolean NOT NULL DEFAULT FALSE,
    asked_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.geo_clusters IS
'One position for each cluster; without geom, reason says why there is none.';

CREATE TABLE tickets.geo_locations (
    place_key uuid PRIMARY KEY,
    cluster text,
    location_name text NOT NULL,
    geom geometry (point, 4326),
    provider text NOT NULL,
    precision text NOT NULL,
    query text,
    reason text,
    is_manual boolean NOT NULL DEFAULT FALSE,
    asked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT geo_locations_place_key_check
    CHECK (place_key = tickets.place_key(cluster, location_name))
);
COMMENT ON TABLE tickets.geo_locations IS
'One position for each location of a cluster; without geom, reason says why there is none.';

CREATE FUNCTION tickets.feed_point(p_longitude double precision, p_latitude double precision)
RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_longitude <> 0 OR p_latitude <> 0
            THEN public.st_setsrid(public.st_makepoint(p_longitude, p_latitude), 4326)
    END
$$;
COMMENT ON FUNCTION tickets.feed_point(double precision, double precision) IS
'The feed''s own position (SRID 4326); NULL when it is blank or (0, 0).';
