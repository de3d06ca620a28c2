-- Make the migrator's own tables if they are absent, in the transaction of the first migration,
-- so that one that fails leaves nothing behind.
-- params: none. returns: nothing.
DO $$
BEGIN
    IF to_regclass('tickets.schema_files') IS NOT NULL THEN
        RETURN;
    END IF;
    IF to_regnamespace('tickets') IS NULL THEN
        CREATE SCHEMA tickets;
    END IF;
    CREATE TABLE tickets.schema_files (
        path text PRIMARY KEY,
        digest text,
        object_name text,
        applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON TABLE tickets.schema_files IS
    'The files that `fleettickets migrate` has applied to this database.';
    COMMENT ON COLUMN tickets.schema_files.digest IS
    'SHA-256 of the file; NULL if its function or view is to be made again after a migration.';
    COMMENT ON COLUMN tickets.schema_files.object_name IS
    'The function or view that the file makes; NULL for a migration.';
    CREATE TABLE tickets.schema_objects (
        identity text PRIMARY KEY,
        kind text NOT NULL
    );
    COMMENT ON TABLE tickets.schema_objects IS
    'What `fleettickets migrate` has created. Owners and grants of everything else in these schemas '
    'are left alone.';
    COMMENT ON COLUMN tickets.schema_objects.identity IS
    'As pg_identify_object spells it, so that it stays the same after a restore.';
END
$$
