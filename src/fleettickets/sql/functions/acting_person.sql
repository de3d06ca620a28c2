-- Who decides: the person that a server acts for, else the login.
-- params: none. returns: the setting dispatch.made_by, else session_user.
CREATE OR REPLACE FUNCTION dispatch.acting_person() RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(nullif(current_setting('dispatch.made_by', TRUE), ''), session_user::text)
$$;
COMMENT ON FUNCTION dispatch.acting_person() IS
'The person that a server acts for (dispatch.made_by), else the login.';
