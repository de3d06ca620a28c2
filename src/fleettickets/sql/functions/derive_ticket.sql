-- Keep the typed columns in step with raw for every writer but the import. The ticket_id is the
-- writer's own.
-- params: none, a trigger of each dataset's table. returns: the row.
CREATE OR REPLACE FUNCTION tickets.derive_ticket() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    new := jsonb_populate_record(
        new,
        (
            SELECT
                jsonb_object_agg(
                    c.column_name,
                    tickets.typed_value(new.raw ->> c.column_name, c.column_type, c.factor)
                )
            FROM tickets.dataset_columns AS c
            WHERE c.dataset = tg_table_name AND c.column_name <> 'ticket_id'
        )
    );
    IF tg_op = 'INSERT' OR new.raw IS DISTINCT FROM old.raw THEN
        -- Not the import's hash, so that the next version in the feed is seen as a change.
        new.content_hash := md5(new.raw::text)::uuid;
    END IF;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.derive_ticket() IS
'Keeps the typed columns in step with raw for every writer but the import.';
