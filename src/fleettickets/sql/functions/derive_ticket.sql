-- Keep the typed columns and the lifecycle in step with raw for every writer but the import. The
-- ticket_id is the writer's own.
-- params: none, a trigger of each dataset's table. returns: the row.
CREATE OR REPLACE FUNCTION tickets.derive_ticket() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    v_key_at timestamptz := tickets.key_at(new.change_key);
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
    -- Nothing has happened after its file was written.
    IF new.closed_at > v_key_at THEN
        new.closed_at := v_key_at;
    END IF;
    IF new.created_at_service > v_key_at THEN
        new.created_at_service := v_key_at;
    END IF;
    IF new.first_seen_at > v_key_at THEN
        new.first_seen_at := v_key_at;
    END IF;
    new.lifecycle := tickets.lifecycle(
        new.is_actionable,
        new.closed_at,
        new.bucket,
        tickets.note_status(
            tg_table_name,
            tickets.status_key(new.normalized_status, new.raw_status),
            new.change_key
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
