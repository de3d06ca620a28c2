-- Find the applied files from a key on, in the order of their keys.
-- params: dataset, from_key. returns: change_key, source, digest.
SELECT
    f.change_key,
    f.source,
    f.digest
FROM tickets.import_files AS f
WHERE f.dataset = %(dataset)s AND f.state = 'applied' AND f.change_key >= %(from_key)s
ORDER BY f.change_key ASC;
