-- List what people did to positions, the newest first: one row for all spellings of a place.
-- params: max_edits. returns: edit_id, edited_at, edited_by, kind, region, cluster, location_name,
-- spellings, longitude, latitude (NULL: none since), was_longitude, was_latitude, is_wrong,
-- is_undone.
SELECT
    e.kind,
    e.edit_id,
    e.edited_at,
    e.edited_by,
    e.region,
    e.cluster,
    e.location_name,
    e.spellings,
    e.longitude,
    e.latitude,
    e.was_longitude,
    e.was_latitude,
    e.is_wrong,
    e.is_undone
FROM tickets.list_place_edits(%(max_edits)s) AS e;
