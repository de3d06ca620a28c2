-- Update the positions of the tickets s that a changed row c of the places concerns, with one
-- statement for each dataset. The function sets its own search path, because a dump of the places
-- is loaded under an empty one, in which PostGIS's operators are not found
-- (docs/deployment-and-operations.md#restore-drill).
-- params: the condition that joins s and c, as the trigger's argument. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.relocate_tickets() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public AS $$
DECLARE
    v_dataset text;
    v_moved bigint;
    v_importing text := coalesce(current_setting('fleettickets.importing', TRUE), '');
    v_changed text := CASE tg_op
        WHEN 'INSERT' THEN 'SELECT * FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT * FROM old_rows'
        ELSE '(TABLE new_rows EXCEPT TABLE old_rows)
              UNION (TABLE old_rows EXCEPT TABLE new_rows)'
    END;
BEGIN
    PERFORM set_config('fleettickets.importing', 'on', TRUE);
    PERFORM set_config('fleettickets.relocating', 'on', TRUE);
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d LOOP
        EXECUTE format(
            $sql$
            WITH changed AS (%s)
            UPDATE tickets.%I AS t
            SET geom = p.geom, geo_source = p.geo_source, geo_precision = p.geo_precision
            FROM changed AS c, tickets.%I AS s
            CROSS JOIN LATERAL tickets.locate(
                s.region,
                s.cluster,
                s.location_name,
                tickets.to_degrees(s.raw ->> 'longitude', 180),
                tickets.to_degrees(s.raw ->> 'latitude', 90)
            ) AS p
            WHERE %s
                AND t.ticket_id = s.ticket_id
                AND (t.geo_source IS DISTINCT FROM p.geo_source
                    OR t.geo_precision IS DISTINCT FROM p.geo_precision
                    OR t.geom IS DISTINCT FROM p.geom)
            $sql$,
            v_changed, v_dataset, v_dataset, tg_argv[0]
        );
        GET DIAGNOSTICS v_moved = ROW_COUNT;
        IF v_moved > 0 THEN
            PERFORM tickets.note_change(v_dataset);
        END IF;
    END LOOP;
    PERFORM set_config('fleettickets.relocating', '', TRUE);
    PERFORM set_config('fleettickets.importing', v_importing, TRUE);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.relocate_tickets() IS
'Updates the positions of the tickets s that a changed row c concerns; the argument is the '
'condition that joins them.';

CREATE OR REPLACE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_clusters
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.region IN ('''', tickets.region_key(s.region))
     AND coalesce(s.geo_source, ''cluster'') = ''cluster'''
);
CREATE OR REPLACE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_clusters
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.region IN ('''', tickets.region_key(s.region))
     AND coalesce(s.geo_source, ''cluster'') = ''cluster'''
);
CREATE OR REPLACE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_clusters
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.region IN ('''', tickets.region_key(s.region))
     AND coalesce(s.geo_source, ''cluster'') = ''cluster'''
);

CREATE OR REPLACE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_locations
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.place_key IN (
         tickets.place_key(s.region, s.cluster, s.location_name),
         tickets.place_key(s.cluster, s.location_name)
     )'
);
CREATE OR REPLACE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_locations
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.place_key IN (
         tickets.place_key(s.region, s.cluster, s.location_name),
         tickets.place_key(s.cluster, s.location_name)
     )'
);
CREATE OR REPLACE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_locations
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.place_key IN (
         tickets.place_key(s.region, s.cluster, s.location_name),
         tickets.place_key(s.cluster, s.location_name)
     )'
);

CREATE OR REPLACE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.suspect_coordinates
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude'
);
CREATE OR REPLACE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.suspect_coordinates
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude'
);
CREATE OR REPLACE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.suspect_coordinates
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude'
);

CREATE OR REPLACE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_settings
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'TRUE'
);
CREATE OR REPLACE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_settings
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'TRUE'
);
CREATE OR REPLACE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_settings
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION tickets.relocate_tickets(
    'TRUE'
);
