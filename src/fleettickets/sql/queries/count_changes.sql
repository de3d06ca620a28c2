-- Count what each file of the batch changed. The first version of a ticket counts as inserted,
-- unless the ticket is known and a late file only adds a version before the others.
-- params: none. returns: file_no, inserted, updated, unchanged.
WITH known AS (
    SELECT r.ticket_id
    FROM staged_rewinds AS r
    INNER JOIN {table} AS t ON r.ticket_id = t.ticket_id
),

changed AS (
    SELECT
        c.change_no >> 32 AS file_no,
        count(*) FILTER (WHERE c.is_first AND k.ticket_id IS NULL) AS inserted,
        count(*) FILTER (WHERE NOT c.is_first OR k.ticket_id IS NOT NULL) AS updated
    FROM folded_changes AS c
    LEFT JOIN known AS k ON c.ticket_id = k.ticket_id
    GROUP BY c.change_no >> 32
)

SELECT
    s.file_no,
    coalesce(c.inserted, 0) AS inserted,
    coalesce(c.updated, 0) AS updated,
    s.versions - coalesce(c.inserted + c.updated, 0) AS unchanged
FROM staged_files AS s
LEFT JOIN changed AS c ON s.file_no = c.file_no
WHERE s.versions > 0;
