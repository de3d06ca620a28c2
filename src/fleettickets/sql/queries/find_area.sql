-- The service area.
-- params: none. returns: (west, south, east, north) in degrees; NULL if the whole globe is served.
SELECT
    s.west,
    s.south,
    s.east,
    s.north
FROM tickets.geo_settings AS s
