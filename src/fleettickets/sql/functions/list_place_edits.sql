-- What people did to positions, the newest first: one row for all spellings of a place.
-- params: p_limit. returns: a row for each edit; longitude and latitude NULL: no position since.
-- SECURITY DEFINER: dispatchers read no table.
CREATE OR REPLACE FUNCTION tickets.list_place_edits(p_limit integer)
RETURNS TABLE (
    kind text,
    edit_id bigint,
    edited_at timestamptz,
    edited_by text,
    region text,
    cluster text,
    location_name text,
    spellings bigint,
    longitude double precision,
    latitude double precision,
    was_longitude double precision,
    was_latitude double precision,
    is_wrong boolean,
    is_undone boolean
)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
SET search_path = pg_catalog, pg_temp AS $$
    SELECT
        e.kind,
        max(e.edit_id) AS edit_id,
        max(e.edited_at) AS edited_at,
        min(e.edited_by) AS edited_by,
        min(e.region) AS region,
        min(e.cluster) AS cluster,
        min(e.location_name) AS location_name,
        count(*) AS spellings,
        max((e.after #>> '{geom,coordinates,0}')::double precision) AS longitude,
        max((e.after #>> '{geom,coordinates,1}')::double precision) AS latitude,
        max((e.before #>> '{geom,coordinates,0}')::double precision) AS was_longitude,
        max((e.before #>> '{geom,coordinates,1}')::double precision) AS was_latitude,
        coalesce(bool_or(starts_with(e.after ->> 'reason', 'wrong')), FALSE) AS is_wrong,
        bool_and(e.is_undone) AS is_undone
    FROM tickets.place_edits AS e
    GROUP BY e.change_id, e.kind
    ORDER BY max(e.edit_id) DESC
    LIMIT p_limit
$$;
COMMENT ON FUNCTION tickets.list_place_edits(integer) IS
'What people did to positions, the newest first (docs/geocoding.md#by-hand).';
