-- Whether relocate_tickets is writing. A geocoder saves a place a second, and most move nothing:
-- only tickets that move are a change, which relocate_tickets counts itself.
-- params: none. returns: whether fleettickets.relocating is on.
CREATE OR REPLACE FUNCTION tickets.is_relocating() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('fleettickets.relocating', TRUE), '') = 'on'
$$;
COMMENT ON FUNCTION tickets.is_relocating() IS
'Whether relocate_tickets is writing, which counts for itself.';
