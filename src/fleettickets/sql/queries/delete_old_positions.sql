-- Forget positions that are older than dispatch.settings.positions_kept_hours.
-- params: none. returns: nothing.
DELETE FROM dispatch.positions AS p
USING dispatch.settings AS s
WHERE p.at < now() - make_interval(hours => s.positions_kept_hours);
