-- How often each dataset changed, so that a reader knows without asking whether an answer still
-- holds, and hears of every change at once.

CREATE TABLE tickets.data_versions (
    part integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.data_versions IS
'A subject''s version is the sum over its rows. Writers that are under way at the same time count '
'on rows of their own, so none waits for another and no order of locks can cross.';
COMMENT ON COLUMN tickets.data_versions.subject IS
'A dataset, or ''access'': the tokens of the API.';

-- SECURITY DEFINER: whoever may change a table may count that.
CREATE FUNCTION tickets.note_change(p_subject text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE tickets.data_versions AS v
    SET version = v.version + 1, changed_at = now()
    WHERE v.part = (
        SELECT p.part FROM tickets.data_versions AS p
        WHERE p.subject = p_subject
        ORDER BY p.part
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    );
    IF NOT found THEN
        INSERT INTO tickets.data_versions (subject) VALUES (p_subject);
    END IF;
    PERFORM pg_notify('fleettickets_changes', p_subject);
END
$$;
COMMENT ON FUNCTION tickets.note_change(text) IS
'Counts a change of the subject, and tells the listeners of fleettickets_changes when the '
'transaction commits. Call it anywhere in the transaction.';

CREATE FUNCTION tickets.note_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF tg_nargs > 0 THEN
        PERFORM tickets.note_change(tg_argv[0]);
    ELSE
        PERFORM tickets.note_change(d.dataset) FROM tickets.datasets AS d;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.note_change() IS
'note_change(text) as a trigger: of the subject that it is given, else of every dataset.';

-- What every answer rests on. The tables of the datasets get their triggers from watch_datasets.
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.datasets
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.sla_policy
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.sla_verdicts
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();
-- The import writes these with the tickets, which it counts once.
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.ticket_events
FOR EACH STATEMENT WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.note_change();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.closure_events
FOR EACH STATEMENT WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.note_change();

-- A geocoder saves a place a second, and most move nothing: only tickets that move are a change.
CREATE FUNCTION tickets.is_relocating() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('fleettickets.relocating', TRUE), '') = 'on'
$$;
COMMENT ON FUNCTION tickets.is_relocating() IS
'Whether relocate_tickets is writing, which counts for itself.';

CREATE OR REPLACE FUNCTION tickets.relocate_tickets() RETURNS trigger
LANGUAGE plpgsql AS $$
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
            SET geom = p.geom, geo_source = p.geo_source
            FROM changed AS c, tickets.%I AS s
            CROSS JOIN LATERAL tickets.locate(
                s.cluster,
                s.location_name,
                tickets.to_degrees(s.raw ->> 'longitude', 180),
                tickets.to_degrees(s.raw ->> 'latitude', 90)
            ) AS p
            WHERE %s
                AND t.ticket_id = s.ticket_id
                AND (t.geo_source IS DISTINCT FROM p.geo_source
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

CREATE FUNCTION tickets.fold_text(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN octet_length(p_text) = char_length(p_text) THEN lower(p_text)
        ELSE regexp_replace(normalize(lower(p_text), NFKD), '[\u0300-\u036f]', '', 'g')
    END
$$;
COMMENT ON FUNCTION tickets.fold_text(text) IS
'The text without case and accents, for comparing.';
