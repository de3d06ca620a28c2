-- List the steps of the adoption that are done.
-- params: none. returns: (step, details), in the order in which they ended.
SELECT
    a.step,
    a.details
FROM tickets_before.adoption AS a
ORDER BY a.finished_at, a.step
