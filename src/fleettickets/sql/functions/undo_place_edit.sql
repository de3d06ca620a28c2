-- Restore the positions that an edit changed, in all spellings that it changed; this is an edit
-- itself, which can be undone. Later edits of these places must be undone first.
-- params: p_edit_id, of tickets.place_edits; p_editor: who undoes it.
-- returns: how many spellings were restored. Raises 22023 if there is no such edit, and 55000 if
-- one of the places was edited since. SECURITY DEFINER: as set_place.
CREATE OR REPLACE FUNCTION tickets.undo_place_edit(p_edit_id bigint, p_editor text)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    v_edit tickets.place_edits;
    v_restored integer := 0;
    v_change bigint := (
        SELECT e.change_id FROM tickets.place_edits AS e WHERE e.edit_id = p_edit_id
    );
BEGIN
    PERFORM set_config('fleettickets.undoing', coalesce(v_change::text, ''), TRUE);
    PERFORM set_config('fleettickets.editor', p_editor, TRUE);
    PERFORM tickets.lock_positions(FALSE);
    FOR v_edit IN
        SELECT e.*
        FROM tickets.place_edits AS e
        WHERE e.change_id = v_change
        ORDER BY e.edit_id DESC
    LOOP
        IF EXISTS (
            SELECT FROM tickets.place_edits AS e
            WHERE e.edit_id > v_edit.edit_id
                AND e.change_id <> v_edit.change_id
                AND e.kind = v_edit.kind
                AND (
                    tickets.region_key(e.region), tickets.name_key(e.cluster),
                    tickets.name_key(e.location_name)
                ) = (
                    tickets.region_key(v_edit.region), tickets.name_key(v_edit.cluster),
                    tickets.name_key(v_edit.location_name)
                )
                AND e.change_id <> pg_current_xact_id()::text::bigint
                -- An edit that was undone, and the undo of one, change nothing together.
                AND NOT e.is_undone
                AND NOT EXISTS (
                    SELECT FROM tickets.place_edits AS u
                    WHERE u.change_id = e.undoes AND u.edit_id > v_edit.edit_id
                )
        ) THEN
            RAISE EXCEPTION 'the place % was edited since',
                coalesce(v_edit.location_name, v_edit.cluster)
                USING ERRCODE = '55000', HINT = 'Undo the later edit first.';
        END IF;
        IF v_edit.kind = 'cluster' THEN
            DELETE FROM tickets.geo_clusters AS g
            WHERE g.region = v_edit.region
                AND tickets.name_key(g.cluster) = tickets.name_key(v_edit.cluster);
            INSERT INTO tickets.geo_clusters
            SELECT r.* FROM jsonb_populate_record(NULL::tickets.geo_clusters, v_edit.before) AS r
            WHERE v_edit.before IS NOT NULL;
        ELSE
            DELETE FROM tickets.geo_locations AS g
            WHERE g.place_key = tickets.place_key(
                v_edit.region, v_edit.cluster, v_edit.location_name
            );
            INSERT INTO tickets.geo_locations
            SELECT r.* FROM jsonb_populate_record(NULL::tickets.geo_locations, v_edit.before) AS r
            WHERE v_edit.before IS NOT NULL;
        END IF;
        v_restored := v_restored + 1;
    END LOOP;
    UPDATE tickets.place_edits AS e
    SET is_undone = e.change_id = v_change
    WHERE e.change_id = v_change
        OR e.change_id = (
            SELECT min(u.undoes) FROM tickets.place_edits AS u
            WHERE u.change_id = v_change AND u.undoes <> v_change
        );
    PERFORM set_config('fleettickets.undoing', '', TRUE);
    IF v_restored = 0 THEN
        RAISE EXCEPTION 'there is no edit %', p_edit_id USING ERRCODE = '22023';
    END IF;
    RETURN v_restored;
END
$$;
COMMENT ON FUNCTION tickets.undo_place_edit(bigint, text) IS
'Restores what an edit of tickets.place_edits changed, in all spellings.';
