-- lock_positions(boolean) as a trigger. build_datasets makes those of the tickets.
-- params: true for a table of tickets, false for one of places, as the trigger's argument.
-- returns: nothing.
CREATE OR REPLACE FUNCTION tickets.lock_positions() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets.lock_positions(tg_argv[0]::boolean);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.lock_positions() IS 'lock_positions(boolean) as a trigger.';

CREATE OR REPLACE TRIGGER lock_positions
BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_clusters
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE OR REPLACE TRIGGER lock_positions
BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_locations
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE OR REPLACE TRIGGER lock_positions
BEFORE INSERT OR UPDATE OR DELETE ON tickets.suspect_coordinates
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
CREATE OR REPLACE TRIGGER lock_positions
BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_settings
FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');
