-- Which files of the schema this database has applied, for the API's check of readiness.
-- params: none. returns: {<path>: <SHA-256, or null: to be applied again>}.
CREATE OR REPLACE FUNCTION reporting.fn_schema_files()
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT jsonb_object_agg(f.path, f.digest) FROM tickets.schema_files AS f);
END
$$;
COMMENT ON FUNCTION reporting.fn_schema_files() IS
'Which files of the schema are applied, by path (docs/api.md#health).';
