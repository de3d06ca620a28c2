-- List every ticket that is not closed as a job.
-- params: none.
-- returns: dataset, ticket_id, longitude, latitude, due_at, appointed_at, is_actionable, skills,
-- minutes, priority, hold_reason, hold_ends_on, assigned_team, in a stable order.
SELECT
    j.dataset,
    j.ticket_id,
    j.longitude,
    j.latitude,
    j.due_at,
    j.appointed_at,
    j.is_actionable,
    j.skills,
    j.minutes,
    j.priority,
    j.hold_reason,
    j.hold_ends_on,
    j.assigned_team
FROM dispatch.open_jobs AS j
ORDER BY j.dataset, j.ticket_id;
