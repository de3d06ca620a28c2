-- Insert the rejects and warnings of the batch.
-- params: dataset, change_keys, run_id. returns: nothing.
INSERT INTO tickets.import_rejects (
    dataset, change_key, change_line, severity, column_name, reason, raw_row, run_id
)
SELECT
    %(dataset)s AS dataset,
    f.change_key,
    (r.change_no & 4294967295)::integer AS change_line,
    r.severity,
    r.column_name,
    r.reason,
    r.raw_row,
    %(run_id)s AS run_id
FROM staged_rejects AS r
INNER JOIN staged_files AS f ON f.file_no = (r.change_no >> 32)::integer
WHERE f.change_key = any(%(change_keys)s)
ORDER BY r.change_no ASC;
