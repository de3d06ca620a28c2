-- Under which device a crew's positions are kept: its own, else one that is made of its number.
-- params: p_crew_id. returns: text; NULL if there is no such crew.
CREATE OR REPLACE FUNCTION dispatch.device_of(p_crew_id bigint) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(c.device, 'crew-' || c.crew_id) FROM dispatch.crews AS c
    WHERE c.crew_id = p_crew_id
$$;
COMMENT ON FUNCTION dispatch.device_of(bigint) IS
'Under which device a crew''s positions are kept.';
