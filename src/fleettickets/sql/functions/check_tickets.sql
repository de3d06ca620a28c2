-- Every typed value that disagrees with its ticket's raw; none, if the import is right. Walks the
-- whole table, and derives by the functions that the import's own statement does not use.
-- params: p_dataset. returns: ticket_id, column_name, what is stored, what raw says.
CREATE OR REPLACE FUNCTION tickets.check_tickets(p_dataset text)
RETURNS TABLE (ticket_id text, column_name text, stored text, derived text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT t.ticket_id, c.column_name, c.stored, c.derived
        FROM tickets.%I AS t
        CROSS JOIN LATERAL (
            VALUES
            ('ticket_id', t.ticket_id, t.raw ->> 'ticket_id'),
            ('normalized_status', t.normalized_status, t.raw ->> 'normalized_status'),
            ('raw_status', t.raw_status, t.raw ->> 'raw_status'),
            ('bucket', t.bucket, t.raw ->> 'bucket'),
            (
                'is_actionable',
                t.is_actionable::text,
                tickets.to_flag(t.raw ->> 'is_actionable')::text
            ),
            ('cluster', t.cluster, t.raw ->> 'cluster'),
            ('region', t.region, t.raw ->> 'region'),
            ('location_name', t.location_name, t.raw ->> 'location_name'),
            ('assigned_team', t.assigned_team, t.raw ->> 'assigned_team'),
            ('owner', t.owner, t.raw ->> 'owner'),
            ('sla_status', t.sla_status, t.raw ->> 'sla_status'),
            ('mttr', t.mttr::text, tickets.to_minutes(t.raw ->> 'mttr')::text),
            (
                'created_at_service',
                t.created_at_service::text,
                tickets.eat_ts(t.raw ->> 'created_at_service')::text
            ),
            ('scheduled_at', t.scheduled_at::text, tickets.eat_ts(t.raw ->> 'scheduled_at')::text),
            ('closed_at', t.closed_at::text, tickets.eat_ts(t.raw ->> 'closed_at')::text),
            (
                'first_seen_at',
                t.first_seen_at::text,
                tickets.eat_ts(t.raw ->> 'first_seen_at')::text
            ),
            ('last_seen_at', t.last_seen_at::text, tickets.eat_ts(t.raw ->> 'last_seen_at')::text),
            (
                'source_created_at',
                t.source_created_at::text,
                tickets.eat_ts(t.raw ->> 'source_created_at')::text
            ),
            (
                'source_updated_at',
                t.source_updated_at::text,
                tickets.eat_ts(t.raw ->> 'source_updated_at')::text
            )
        ) AS c (column_name, stored, derived)
        WHERE c.stored IS DISTINCT FROM c.derived
        $sql$,
        p_dataset
    );
END
$$;
COMMENT ON FUNCTION tickets.check_tickets(text) IS
'Typed values that disagree with raw; an empty answer is the good one.';
