-- Read the travel times between all of some places, as far as they are known.
-- params: source, latitudes and longitudes (integer[] of one length, in 1/100000 of a degree).
-- returns: origin (from 1, as in the arrays), ends (integer[]), minutes (integer[]; -1: no way).
WITH given AS (
    SELECT
        g.number,
        p.place_id
    FROM
        unnest(%(latitudes)s::integer[], %(longitudes)s::integer[])
        WITH ORDINALITY AS g (latitude, longitude, number)
    INNER JOIN dispatch.travel_places AS p
        ON g.latitude = p.latitude_e5 AND g.longitude = p.longitude_e5
)

SELECT
    a.number AS origin,
    array_agg(b.number ORDER BY b.number) AS ends,
    array_agg(coalesce(t.minutes, -1) ORDER BY b.number) AS minutes
FROM given AS a
INNER JOIN dispatch.travel_times AS t ON a.place_id = t.origin_id
INNER JOIN given AS b ON t.destination_id = b.place_id
CROSS JOIN dispatch.settings AS s
WHERE
    t.source = %(source)s
    AND t.asked_at > now() - make_interval(days => s.travel_kept_days)
GROUP BY a.number;
