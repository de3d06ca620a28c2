-- Check the new coordinates of the batch in this session's stage, unless there are too many.
-- params: most. returns: how many coordinates became suspect; NULL if there are more than most.
WITH batch_coordinates AS (
    SELECT DISTINCT
        t.longitude,
        t.latitude
    FROM folded_changes AS c
    INNER JOIN {table} AS t ON c.ticket_id = t.ticket_id
    WHERE
        c.is_newest
        AND t.geo_source = 'feed'
        AND NOT EXISTS (
            SELECT FROM tickets.suspect_coordinates AS s -- allowed, because the feed is believed
            WHERE s.longitude = t.longitude AND s.latitude = t.latitude
        )
),

gathered AS (
    SELECT
        count(*) AS coordinates,
        array_agg(b.longitude) AS longitudes,
        array_agg(b.latitude) AS latitudes
    FROM batch_coordinates AS b
)

SELECT
    CASE
        WHEN g.coordinates = 0 THEN 0
        WHEN g.coordinates <= %(most)s THEN tickets.find_suspects(g.longitudes, g.latitudes)
    END AS suspects
FROM gathered AS g;
