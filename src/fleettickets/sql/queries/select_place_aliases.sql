-- List the rules for cleaning addresses.
-- params: none. returns: kind, alias, replacement, in the order in which patterns apply.
SELECT
    a.kind,
    a.alias,
    a.replacement
FROM tickets.place_aliases AS a
WHERE a.is_active
ORDER BY a.rank ASC, a.alias ASC;
