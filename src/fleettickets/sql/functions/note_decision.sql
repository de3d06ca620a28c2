-- Trigger: write down a decision of a person, with the row before and after. A restore brings its
-- own decisions; only those who own the tables can say that it is one.
CREATE OR REPLACE FUNCTION dispatch.note_decision()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('dispatch.is_restoring', TRUE) = 'true'
        AND pg_has_role(session_user, 'fleettickets_owner', 'USAGE')
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO dispatch.decisions (made_by, subject, action, before, after)
    VALUES (
        dispatch.acting_person(),
        tg_table_name,
        lower(tg_op),
        CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END,
        CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END
    );
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION dispatch.note_decision() IS
'Writes every change of a row to dispatch.decisions.';

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY[
        'settings', 'crews', 'shifts', 'absences', 'job_rules', 'pins', 'holds', 'plans',
        'crew_reports'
    ]
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER note_decision AFTER INSERT OR UPDATE OR DELETE '
            'ON dispatch.%I FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision()',
            v_table
        );
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE '
            'ON dispatch.%I FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change(''dispatch'')',
            v_table
        );
    END LOOP;
END
$$;
