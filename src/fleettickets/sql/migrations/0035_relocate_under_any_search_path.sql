-- A dump of the places is loaded under an empty search path, where PostGIS's operators are not
-- found (docs/deployment-and-operations.md#restore-drill).
ALTER FUNCTION tickets.relocate_tickets() SET search_path = public;
