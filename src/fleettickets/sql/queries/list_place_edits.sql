-- List what people did to positions, the newest first: one row for all spellings of a place.
-- params: max_edits. returns: edit_id, edited_at, edited_by, kind, region, cluster, location_name,
-- spellings, longitude, latitude (NULL: none since), was_longitude, was_latitude, is_wrong.
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
    coalesce(bool_or(starts_with(e.after ->> 'reason', 'wrong')), FALSE) AS is_wrong
FROM tickets.place_edits AS e
GROUP BY e.change_id, e.kind
ORDER BY edit_id DESC
LIMIT %(max_edits)s;
