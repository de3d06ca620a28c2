-- Take back the answers that count_duplicates.sql counts.
-- params: provider, longitude, latitude, reason. returns: nothing.
UPDATE tickets.geo_locations AS g
SET
    geom = NULL,
    refused_geom = g.geom,
    precision = 'none',
    reason = %(reason)s
WHERE
    g.geom = st_setsrid(st_makepoint(%(longitude)s, %(latitude)s), 4326)
    AND g.provider = %(provider)s
    AND NOT g.is_manual
    AND position(
        regexp_replace(lower(g.answer), '[^a-z0-9]', '', 'g')
        IN regexp_replace(g.query, '[^a-z0-9]', '', 'g')
    ) = 0;
