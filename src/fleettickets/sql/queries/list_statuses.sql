-- List the statuses that were ever seen, those that no rule knows first.
-- params: none. returns: dataset, status, meaning, first_key.
SELECT
    s.dataset,
    s.status,
    s.meaning,
    s.first_key
FROM tickets.statuses AS s
ORDER BY s.meaning ASC NULLS FIRST, s.dataset ASC, s.status ASC;
