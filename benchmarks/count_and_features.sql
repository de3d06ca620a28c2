-- The simplest possible dashboard query: the number of open tickets, and the tickets as JSON.
-- params: none. returns: open, features.
SELECT
    (SELECT count(*) FROM tickets.inc AS c WHERE c.is_open) AS open,
    (
        SELECT json_agg(f)
        FROM (
            SELECT
                t.ticket_id, t.normalized_status, t.raw_status, t.bucket, t.is_actionable,
                t.cluster, t.region, t.location_name, t.assigned_team, t.owner,
                t.created_at_service, t.scheduled_at, t.closed_at, t.mttr, t.geo_source,
                t.longitude, t.latitude
            FROM tickets.inc AS t
            WHERE t.is_open
        ) AS f
    ) AS features
