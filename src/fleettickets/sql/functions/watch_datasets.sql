-- Have every write to a dataset's own tables counted in data_versions. Runs at the end of this
-- file, so with every migration: a migration that adds a dataset needs no word of it.
-- params: none. returns: nothing.
CREATE OR REPLACE PROCEDURE tickets.watch_datasets()
LANGUAGE plpgsql AS $$
DECLARE
    v_table record;
BEGIN
    FOR v_table IN
        SELECT d.dataset, n.name
        FROM tickets.datasets AS d
        CROSS JOIN LATERAL (VALUES (d.dataset), (d.dataset || '_daily_snapshot')) AS n (name)
        WHERE NOT EXISTS (
            SELECT FROM pg_catalog.pg_trigger AS t
            WHERE t.tgrelid = to_regclass(format('tickets.%I', n.name))
                AND t.tgname = 'note_change'
        )
    LOOP
        EXECUTE format(
            'CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE '
            'ON tickets.%I FOR EACH STATEMENT WHEN (NOT tickets.is_relocating()) '
            'EXECUTE FUNCTION tickets.note_change(%L)',
            v_table.name, v_table.dataset
        );
    END LOOP;
END
$$;
COMMENT ON PROCEDURE tickets.watch_datasets IS
'Has every write to a dataset''s tables counted in data_versions.';

CALL tickets.watch_datasets();
