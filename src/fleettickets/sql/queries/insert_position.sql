-- Keep where a device is, unless something newer is known or the fix lies in the future.
-- params: device, crew_id (NULL: as the device says), at (NULL: now), latitude, longitude,
-- accuracy_m, speed_kmh, heading, battery. returns: one row: what became of it (kept, old, future).
SELECT
    dispatch.take_fix(
        coalesce(dispatch.device_of(%(crew_id)s::bigint), %(device)s),
        coalesce(%(at)s::timestamptz, now()),
        %(latitude)s,
        %(longitude)s,
        %(accuracy_m)s::real,
        %(speed_kmh)s::real,
        %(heading)s::real,
        %(battery)s::real
    ) AS outcome;
