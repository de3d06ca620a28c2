-- Put a place, in all its spellings, at a position that a person knows; or, without a position,
-- record that the present one is wrong. Only another call, undo_place_edit or a deletion changes
-- it; tickets follow at once. A spelling that a person put at another position is a place of its
-- own (place_spellings). SECURITY DEFINER: dispatchers set positions and write no table.
-- params: p_region, p_cluster, p_location_name (NULL: the cluster itself), as a ticket has them;
-- p_longitude, p_latitude (NULL: wrong); p_editor: who says so.
-- returns: how many spellings were set. Raises 22023 outside the service area.
CREATE OR REPLACE FUNCTION tickets.set_place(
    p_region text,
    p_cluster text,
    p_location_name text,
    p_longitude double precision,
    p_latitude double precision,
    p_editor text
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    v_geom geometry;
    v_reason text := CASE WHEN p_longitude IS NULL THEN 'wrong: ' || p_editor END;
    v_set integer;
BEGIN
    IF num_nulls(p_longitude, p_latitude) = 1 OR coalesce(p_editor, '') = '' THEN
        RAISE EXCEPTION 'a position has two coordinates, and an edit an editor'
            USING ERRCODE = '22023';
    END IF;
    IF p_longitude IS NOT NULL THEN
        SELECT tickets.feed_point(p_longitude, p_latitude, s.west, s.south, s.east, s.north)
        INTO v_geom
        FROM tickets.geo_settings AS s;
        IF v_geom IS NULL OR st_x(v_geom) <> p_longitude THEN
            RAISE EXCEPTION '%, % is outside the service area', p_latitude, p_longitude
                USING ERRCODE = '22023', HINT = 'Change tickets.geo_settings if you work there.';
        END IF;
    END IF;
    PERFORM set_config('fleettickets.editor', p_editor, TRUE);
    PERFORM tickets.lock_positions(FALSE);

    IF p_location_name IS NULL THEN
        INSERT INTO tickets.geo_clusters AS g (
            region, cluster, geom, provider, precision, query, reason, is_manual, refused_geom
        )
        SELECT
            s.region, s.cluster, v_geom, 'manual', 'manual', s.query, v_reason, TRUE,
            CASE
                WHEN v_geom IS NULL
                    THEN
                        (
                            SELECT o.geom FROM tickets.geo_clusters AS o
                            WHERE o.region = tickets.region_key(p_region)
                                AND tickets.name_key(o.cluster) = tickets.name_key(p_cluster)
                        )
            END
        FROM tickets.place_spellings(p_region, p_cluster, NULL) AS s
        ON CONFLICT (region, (tickets.name_key(cluster))) DO UPDATE
            SET geom = excluded.geom,
                provider = excluded.provider,
                precision = excluded.precision,
                reason = excluded.reason,
                is_manual = TRUE,
                refused_geom = excluded.refused_geom,
                asked_at = now();
    ELSE
        INSERT INTO tickets.geo_locations AS g (
            place_key, region, cluster, location_name, geom, provider, precision, query, reason,
            is_manual, refused_geom
        )
        SELECT
            tickets.place_key(s.region, s.cluster, s.location_name), nullif(s.region, ''),
            s.cluster, s.location_name, v_geom, 'manual', 'manual', s.query, v_reason, TRUE,
            CASE
                WHEN v_geom IS NULL
                    THEN
                        (
                            SELECT o.geom FROM tickets.geo_locations AS o
                            WHERE o.place_key
                                = tickets.place_key(p_region, p_cluster, p_location_name)
                        )
            END
        FROM tickets.place_spellings(p_region, p_cluster, p_location_name) AS s
        ON CONFLICT (place_key) DO UPDATE
            SET geom = excluded.geom,
                provider = excluded.provider,
                precision = excluded.precision,
                reason = excluded.reason,
                is_manual = TRUE,
                refused_geom = excluded.refused_geom,
                asked_at = now();
    END IF;
    GET DIAGNOSTICS v_set = ROW_COUNT;
    RETURN v_set;
END
$$;
COMMENT ON FUNCTION tickets.set_place(
    text, text, text, double precision, double precision, text
) IS
'Puts a place, in all its spellings, where a person says it is; without a position, records that '
'the present one is wrong. Noted in tickets.place_edits.';
