-- Add the batch's statuses to those that were ever seen, but not a raw_status beside a
-- normalized_status, whose change_no is NULL.
-- params: dataset. returns: nothing.
INSERT INTO tickets.statuses AS s (dataset, status, meaning, first_key)
SELECT
    %(dataset)s AS dataset,
    n.status,
    n.meaning,
    min(f.change_key) AS first_key
FROM staged_statuses AS n
INNER JOIN staged_files AS f ON f.file_no = (n.change_no >> 32)::integer
GROUP BY n.status, n.meaning
ON CONFLICT (dataset, status) DO UPDATE
    SET first_key = excluded.first_key
    WHERE s.first_key > excluded.first_key;
