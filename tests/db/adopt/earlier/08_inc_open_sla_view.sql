CREATE VIEW tickets.inc_open_sla AS
SELECT
    t.ticket_id,
    t.cluster,
    t.assigned_team,
    t.geog,
    extract(EPOCH FROM now() - coalesce(t.created_at_service, t.first_seen_at)) / 3600
        AS hours_open,
    CASE
        WHEN now() - coalesce(t.created_at_service, t.first_seen_at) > interval '48 hours'
            THEN 'breached'
        ELSE 'on_track'
    END AS sla_state
FROM tickets.inc AS t
WHERE t.is_actionable;
