-- Create what each row of tickets.datasets needs: tables like those of inc, their triggers, and the
-- views that read them. Called at the end of this file, so with every migration: a migration that
-- adds a dataset only inserts a row. A view that is already right is left alone, because replacing
-- it would wait for all its readers.
-- params: none. returns: nothing.
CREATE OR REPLACE PROCEDURE tickets.build_datasets()
LANGUAGE plpgsql AS $$
DECLARE
    v_table record;
    v_view record;
BEGIN
    FOR v_table IN
        SELECT
            n.name,
            n.model,
            format('%s of %s (see tickets.%s).', n.content, d.title, n.model) AS comment
        FROM tickets.datasets AS d
        CROSS JOIN LATERAL (
            VALUES
            (d.dataset, 'inc', 'Tickets'),
            (d.dataset || '_daily_snapshot', 'inc_daily_snapshot', 'Daily snapshots')
        ) AS n (name, model, content)
        WHERE to_regclass(format('tickets.%I', n.name)) IS NULL
    LOOP
        EXECUTE format(
            'CREATE TABLE tickets.%I (LIKE tickets.%I INCLUDING ALL)', v_table.name, v_table.model
        );
        EXECUTE format('COMMENT ON TABLE tickets.%I IS %L', v_table.name, v_table.comment);
    END LOOP;

    -- Triggers fire in the order of their names: first the typed columns, then the position.
    FOR v_table IN
        SELECT d.dataset, t.suffix, t.name, t.event, t.condition, t.action
        FROM tickets.datasets AS d
        CROSS JOIN (
            VALUES
            (
                '', 'derive_ticket', 'BEFORE INSERT OR UPDATE',
                'FOR EACH ROW WHEN (NOT tickets.is_importing())', 'derive_ticket()'
            ),
            (
                '', 'resolve_ticket_geoms', 'BEFORE INSERT OR UPDATE',
                'FOR EACH ROW WHEN (NOT tickets.is_importing())', 'resolve_ticket_geoms()'
            ),
            (
                '', 'lock_positions', 'BEFORE INSERT OR UPDATE',
                'FOR EACH STATEMENT WHEN (NOT tickets.is_importing())', 'lock_positions(''true'')'
            ),
            (
                '', 'note_change', 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE',
                'FOR EACH STATEMENT WHEN (NOT tickets.is_relocating())', 'note_change(%L)'
            ),
            (
                '_daily_snapshot', 'note_change', 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE',
                'FOR EACH STATEMENT WHEN (NOT tickets.is_relocating())', 'note_change(%L)'
            )
        ) AS t (suffix, name, event, condition, action)
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER %I %s ON tickets.%I %s EXECUTE FUNCTION tickets.%s',
            v_table.name, v_table.event, v_table.dataset || v_table.suffix, v_table.condition,
            format(v_table.action, v_table.dataset)
        );
    END LOOP;

    FOR v_view IN
        WITH columns AS (
            SELECT
                c.relname AS table_name,
                string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attnum) AS names
            FROM pg_catalog.pg_class AS c
            INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'tickets'::regnamespace
                AND c.relname IN ('inc', 'inc_daily_snapshot')
                AND a.attnum > 0 AND NOT a.attisdropped
            GROUP BY c.relname
        )

        SELECT
            u.name,
            string_agg(
                format(
                    'SELECT %L::text AS dataset, %s FROM tickets.%I AS t',
                    d.dataset, c.names, d.dataset || u.suffix
                ),
                ' UNION ALL ' ORDER BY d.dataset
            ) AS query,
            u.comment
        FROM (
            VALUES
            (
                'all_tickets', 'inc', '',
                'Every dataset''s tickets; with a filter on dataset, only its table is read.'
            ),
            (
                'all_daily_snapshots', 'inc_daily_snapshot', '_daily_snapshot',
                'Every dataset''s daily snapshots.'
            )
        ) AS u (name, model, suffix, comment)
        INNER JOIN columns AS c ON c.table_name = u.model
        CROSS JOIN tickets.datasets AS d
        GROUP BY u.name, u.comment
        UNION ALL
        SELECT
            d.dataset || '_open_sla',
            format('SELECT * FROM tickets.open_sla(%L)', d.dataset),
            format('%s that are open, aged against content_as_of.', d.title)
        FROM tickets.datasets AS d
        ORDER BY 1
    LOOP
        EXECUTE 'CREATE TEMP VIEW view_to_be AS ' || v_view.query;
        IF pg_get_viewdef(to_regclass(format('tickets.%I', v_view.name)))
            IS DISTINCT FROM pg_get_viewdef(to_regclass('pg_temp.view_to_be'))
        THEN
            BEGIN
                EXECUTE format(
                    'CREATE OR REPLACE VIEW tickets.%I AS %s', v_view.name, v_view.query
                );
            EXCEPTION WHEN invalid_table_definition THEN
                -- The migrator drops the view that is named, with what it made upon it.
                RAISE invalid_table_definition USING
                    MESSAGE = sqlerrm, SCHEMA = 'tickets', TABLE = v_view.name;
            END;
        END IF;
        DROP VIEW pg_temp.view_to_be;
        EXECUTE format('COMMENT ON VIEW tickets.%I IS %L', v_view.name, v_view.comment);
    END LOOP;
END
$$;
COMMENT ON PROCEDURE tickets.build_datasets IS
'Makes the tables, triggers and views of every dataset, as far as they are missing or differ.';

CALL tickets.build_datasets();
