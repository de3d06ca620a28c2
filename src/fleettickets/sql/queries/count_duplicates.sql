-- How many different questions this provider has answered with this very position, though the
-- answer's name is in none of them.
-- params: provider, longitude, latitude, query. returns: questions, this one not counted.
SELECT count(DISTINCT g.query) AS questions
FROM tickets.geo_locations AS g
WHERE
    coalesce(g.geom, g.refused_geom) = st_setsrid(
        st_makepoint(%(longitude)s, %(latitude)s), 4326
    )
    AND (g.geom IS NOT NULL OR g.reason LIKE 'duplicate_coordinate%%')
    AND g.provider = %(provider)s
    AND NOT g.is_manual
    AND g.query <> %(query)s
    AND position(
        regexp_replace(lower(g.answer), '[^a-z0-9]', '', 'g')
        IN regexp_replace(g.query, '[^a-z0-9]', '', 'g')
    ) = 0;
