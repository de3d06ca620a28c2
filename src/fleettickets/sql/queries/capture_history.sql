-- Write the snapshot of the content's own day.
-- params: dataset (NULL: every dataset). returns: one row, the number of rows written.
SELECT tickets.capture_history(%(dataset)s) AS written
