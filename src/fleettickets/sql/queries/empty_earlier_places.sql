-- Drop the temporary table of stage_earlier_places.sql.
-- params: none. returns: nothing.
DROP TABLE IF EXISTS pg_temp.earlier_places
