-- How addresses are cleaned.
-- params: none. returns: kind, alias, replacement, patterns in the order in which they apply.
SELECT
    a.kind,
    a.alias,
    a.replacement
FROM tickets.place_aliases AS a
WHERE a.is_active
ORDER BY a.rank ASC, a.alias ASC;
