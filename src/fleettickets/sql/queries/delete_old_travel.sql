-- Forget travel times that were asked long ago: roads change.
-- params: none. returns: nothing.
DELETE FROM dispatch.travel_times AS t
USING dispatch.settings AS s
WHERE t.asked_at <= now() - make_interval(days => s.travel_kept_days);
