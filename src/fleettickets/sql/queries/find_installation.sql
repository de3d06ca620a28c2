-- Find out what holds the names that an adoption needs.
-- params: none.
-- returns: one row, (has_tickets, is_ours, has_aside, is_adopting): whether there is a schema
-- tickets; whether `fleettickets migrate` has made it; whether there is a schema tickets_before;
-- whether an adoption has moved it there.
SELECT
    to_regnamespace('tickets') IS NOT NULL AS has_tickets,
    to_regclass('tickets.schema_files') IS NOT NULL AS is_ours,
    to_regnamespace('tickets_before') IS NOT NULL AS has_aside,
    to_regclass('tickets_before.adoption') IS NOT NULL AS is_adopting
