-- Count the rows of a table of the earlier installation.
-- params: none. returns: one row, (rows).
SELECT count(*) AS rows FROM {table}
