-- Whether this transaction is the import's, whose statement fills the derived columns itself.
-- params: none. returns: whether fleettickets.importing is on.
CREATE OR REPLACE FUNCTION tickets.is_importing() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('fleettickets.importing', TRUE), '') = 'on'
$$;
COMMENT ON FUNCTION tickets.is_importing() IS
'Whether this transaction is the import''s, whose statement fills the derived columns itself.';
