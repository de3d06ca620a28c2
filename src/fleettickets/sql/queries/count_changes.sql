-- Count what each file of the batch changed. The first version of a ticket counts as inserted,
-- unless the ticket is known and a late file only adds a version before the others.
-- params: none. returns: file_no, inserted, updated, unchanged.
WITH known AS (
    SELECT r.ticket_id
    FROM staged_rewinds AS r
    INNER JOIN {table} AS t ON r.ticket_id = t.ticket_id
)

SELECT
    (c.change_no >> 32)::integer AS file_no,
    count(*) FILTER (WHERE c.is_first AND k.ticket_id IS NULL) AS inserted,
    count(*) FILTER (
        WHERE c.is_changed AND NOT (c.is_first AND k.ticket_id IS NULL)
    ) AS updated,
    count(*) FILTER (WHERE NOT c.is_changed) AS unchanged
FROM folded_changes AS c
LEFT JOIN known AS k ON c.ticket_id = k.ticket_id
GROUP BY c.change_no >> 32;
