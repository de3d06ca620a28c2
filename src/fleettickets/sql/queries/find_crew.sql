-- Find an active crew by its name, in any case.
-- params: name. returns: crew_id, name.
SELECT
    c.crew_id,
    c.name
FROM dispatch.crews AS c
WHERE c.is_active AND lower(c.name) = lower(%(name)s);
