-- Find the failed files, each with its last attempt.
-- params: dataset. returns: change_key, attempts, seen_at, error.
SELECT DISTINCT ON (f.change_key)
    f.change_key,
    f.attempts,
    f.seen_at,
    f.error
FROM tickets.import_files AS f
WHERE f.dataset = %(dataset)s AND f.state = 'failed'
ORDER BY f.change_key ASC, f.seen_at DESC;
