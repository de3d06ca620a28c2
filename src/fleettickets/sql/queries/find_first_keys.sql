-- Find the oldest applied file of a type, and the adopted file, if it was applied.
-- params: dataset. returns: one row, (first_key, adopted_key), each NULL if there is none.
SELECT
    min(f.change_key) AS first_key,
    min(f.change_key) FILTER (WHERE f.change_key ~ '\.adopted\.csv(\.gz)?$') AS adopted_key
FROM tickets.import_files AS f
WHERE f.dataset = %(dataset)s AND f.state = 'applied'
