-- List the ticket types.
-- params: none. returns: dataset, title.
SELECT
    d.dataset,
    d.title
FROM tickets.datasets AS d
ORDER BY d.dataset DESC;
