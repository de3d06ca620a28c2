-- The feed's columns as the import has stored them, for the oracle: typed columns, with times in the
-- feed's zone, and the other columns from raw.
CREATE VIEW public.bench_tickets AS
SELECT
    t.ticket_id,
    t.normalized_status,
    t.raw_status,
    t.bucket,
    t.is_actionable,
    t.cluster,
    t.region,
    t.location_name,
    t.assigned_team,
    t.owner,
    t.sla_status,
    t.created_at_service AT TIME ZONE 'Africa/Nairobi' AS created_at_service,
    t.scheduled_at AT TIME ZONE 'Africa/Nairobi' AS scheduled_at,
    t.closed_at AT TIME ZONE 'Africa/Nairobi' AS closed_at,
    t.first_seen_at AT TIME ZONE 'Africa/Nairobi' AS first_seen_at,
    t.last_seen_at AT TIME ZONE 'Africa/Nairobi' AS last_seen_at,
    t.source_created_at AT TIME ZONE 'Africa/Nairobi' AS source_created_at,
    t.source_updated_at AT TIME ZONE 'Africa/Nairobi' AS source_updated_at,
    -- The columns with these names hold minutes and the chosen position, not what the feed has.
    t.raw ->> 'mttr' AS mttr,
    t.raw ->> 'latitude' AS latitude,
    t.raw ->> 'longitude' AS longitude,
    t.raw ->> 'service_type' AS service_type,
    t.raw ->> 'is_alarm' AS is_alarm,
    t.raw ->> 'is_auto_created' AS is_auto_created,
    t.raw ->> 'is_auto_closed' AS is_auto_closed
FROM tickets.inc AS t
