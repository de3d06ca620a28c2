-- List the teams with the most open tickets that have a position, and the middle of those.
-- params: most. returns: team, longitude, latitude, the busiest first.
SELECT
    j.assigned_team,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY j.longitude) AS longitude,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY j.latitude) AS latitude
FROM dispatch.open_jobs AS j
WHERE j.is_actionable AND j.latitude IS NOT NULL AND j.assigned_team IS NOT NULL
GROUP BY j.assigned_team
ORDER BY count(*) DESC, j.assigned_team
LIMIT %(most)s;
