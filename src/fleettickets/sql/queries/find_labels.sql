-- Find the places of open tickets whose address contains a network label.
-- params: none. returns: cluster, location_name; each pair once.
SELECT DISTINCT
    t.cluster,
    t.location_name
FROM tickets.all_tickets AS t
WHERE t.is_open AND t.location_name ~* '(fat|fdt|olt|odb)[-_/]|[-_/](fat|fdt|olt|odb)';
