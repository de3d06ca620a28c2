-- Find the applied version of each of these files, if any.
-- params: dataset, change_keys. returns: change_key, etag.
SELECT
    f.change_key,
    f.etag
FROM tickets.import_files AS f
WHERE
    f.dataset = %(dataset)s
    AND f.state = 'applied'
    AND f.change_key = any(%(change_keys)s);
