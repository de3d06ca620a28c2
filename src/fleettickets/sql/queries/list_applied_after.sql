-- List the applied files of the bucket whose key is newer than this one, and the adopted files.
-- params: dataset, change_key. returns: (change_key, is_adopted), by key.
SELECT
    f.change_key,
    f.change_key ~ '\.adopted\.csv(\.gz)?$' AS is_adopted
FROM tickets.import_files AS f
WHERE
    f.dataset = %(dataset)s
    AND f.state = 'applied'
    AND f.source = 'bucket'
    AND (f.change_key > %(change_key)s OR f.change_key ~ '\.adopted\.csv(\.gz)?$')
ORDER BY f.change_key
