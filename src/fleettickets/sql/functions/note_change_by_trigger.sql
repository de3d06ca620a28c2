-- note_change(text) as a trigger, on the tables that every answer depends on. build_datasets makes
-- those of the datasets' own tables.
-- params: the subject, as the trigger's argument; without it, every dataset. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.note_change() RETURNS trigger
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

CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.datasets
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();
CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.sla_policy
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();
CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.sla_verdicts
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();
-- The import writes these with the tickets, which it counts once.
CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.ticket_events
FOR EACH STATEMENT WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.note_change();
CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.closure_events
FOR EACH STATEMENT WHEN (NOT tickets.is_importing()) EXECUTE FUNCTION tickets.note_change();
CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR DELETE OR TRUNCATE
OR UPDATE OF name, role, crew_id, token_hash, expires_at, revoked_at
ON tickets.api_tokens
FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('access');
