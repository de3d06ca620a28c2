-- List rejected rows, and values that were stored as NULL: newest file first, then by line.
-- params: dataset, severity and change_key (NULL: any), max_rows (NULL: all).
-- returns: change_key, change_line, severity, column_name, reason, raw_row, observed_at.
SELECT
    r.change_key,
    r.change_line,
    r.severity,
    r.column_name,
    r.reason,
    r.raw_row,
    r.observed_at
FROM tickets.import_rejects AS r
WHERE
    r.dataset = %(dataset)s
    AND (%(severity)s::text IS NULL OR r.severity = %(severity)s)
    AND (%(change_key)s::text IS NULL OR r.change_key = %(change_key)s)
ORDER BY r.change_key DESC, r.change_line ASC, r.reject_id ASC
LIMIT %(max_rows)s::bigint;
