-- List every typed value that disagrees with its ticket's raw, and every lifecycle that disagrees
-- with the rule; none if the import is right. Reads the whole table, and derives the values by
-- typed_value, which the import's own statement does not use.
-- params: p_dataset. returns: ticket_id, column_name, the stored value, the value derived from raw.
CREATE OR REPLACE FUNCTION tickets.check_tickets(p_dataset text)
RETURNS TABLE (ticket_id text, column_name text, stored text, derived text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_columns text := (
        SELECT
            string_agg(
                format(
                    CASE
                        WHEN c.column_name IN (
                            'closed_at', 'created_at_service', 'first_seen_at'
                        ) THEN
                            '(%1$L, to_jsonb(t.%1$I), to_jsonb(CASE '
                            'WHEN tickets.eat_ts(t.raw ->> %1$L) > tickets.key_at(t.change_key) '
                            'THEN tickets.key_at(t.change_key) '
                            'ELSE tickets.eat_ts(t.raw ->> %1$L) END))'
                        ELSE '(%1$L, to_jsonb(t.%1$I), tickets.typed_value(t.raw ->> %1$L, %2$L, %3$s))'
                    END,
                    c.column_name, c.column_type, c.factor
                ),
                ', '
            )
        FROM tickets.dataset_columns AS c
        WHERE c.dataset = p_dataset
    );
BEGIN
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT t.ticket_id, c.column_name, c.stored #>> '{}', c.derived #>> '{}'
        FROM tickets.%I AS t
        CROSS JOIN LATERAL (
            VALUES
            (
                'lifecycle',
                to_jsonb(t.lifecycle),
                to_jsonb(
                    tickets.lifecycle(
                        t.is_actionable,
                        t.closed_at,
                        t.bucket,
                        tickets.status_meaning(
                            tickets.status_key(t.normalized_status, t.raw_status)
                        )
                    )
                )
            ),
            %s
        ) AS c (column_name, stored, derived)
        WHERE c.stored IS DISTINCT FROM c.derived
        $sql$,
        p_dataset, v_columns
    );
END
$$;
COMMENT ON FUNCTION tickets.check_tickets(text) IS
'Typed values that disagree with raw; empty if all is well.';
