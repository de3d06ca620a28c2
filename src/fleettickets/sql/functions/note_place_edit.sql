-- Record what a person does to a position: a row that was or is set by hand.
-- fleettickets.editor names the person; without it, the database's login counts.
-- fleettickets.undoing is set by undo_place_edit. Edits that a
-- restore brings back are not recorded again: it sets fleettickets.restoring
-- (docs/deployment-and-operations.md#restore-drill).
-- params: the kind of place, as the trigger's argument. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.note_place_edit() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public AS $$
DECLARE
    v_before jsonb := CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END;
    v_after jsonb := CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END;
    v_place jsonb := coalesce(v_after, v_before);
BEGIN
    IF coalesce(current_setting('fleettickets.restoring', TRUE), '') = 'on' OR NOT (
        coalesce((v_before ->> 'is_manual')::boolean, FALSE)
        OR coalesce((v_after ->> 'is_manual')::boolean, FALSE)
    ) OR (
        v_before -> 'geom' = v_after -> 'geom'
        AND v_before -> 'reason' = v_after -> 'reason'
        AND v_before -> 'is_manual' = v_after -> 'is_manual'
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO tickets.place_edits (
        change_id, edited_by, kind, region, cluster, location_name, before, after, undoes
    )
    VALUES (
        pg_current_xact_id()::text::bigint,
        coalesce(nullif(current_setting('fleettickets.editor', TRUE), ''), session_user),
        tg_argv[0],
        coalesce(v_place ->> 'region', ''),
        v_place ->> 'cluster',
        v_place ->> 'location_name',
        v_before,
        v_after,
        nullif(current_setting('fleettickets.undoing', TRUE), '')::bigint
    );
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.note_place_edit() IS
'Records in tickets.place_edits what a person does to a position.';

CREATE OR REPLACE TRIGGER note_place_edit
AFTER INSERT OR UPDATE OR DELETE ON tickets.geo_clusters
FOR EACH ROW EXECUTE FUNCTION tickets.note_place_edit('cluster');
CREATE OR REPLACE TRIGGER note_place_edit
AFTER INSERT OR UPDATE OR DELETE ON tickets.geo_locations
FOR EACH ROW EXECUTE FUNCTION tickets.note_place_edit('location');
