-- Create the temporary table of stage_earlier_places.sql, which stays empty if the positions have
-- clusters.
-- params: none. returns: nothing.
CREATE TEMP TABLE IF NOT EXISTS earlier_places (
    place_key uuid PRIMARY KEY,
    cluster text,
    location_name text NOT NULL
);
