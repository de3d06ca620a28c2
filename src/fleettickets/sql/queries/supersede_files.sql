-- Older versions of these files, applied or failed, count no more.
-- params: dataset, change_keys. returns: nothing.
UPDATE tickets.import_files AS f
SET state = 'superseded'
WHERE
    f.dataset = %(dataset)s
    AND f.change_key = any(%(change_keys)s)
    AND f.state <> 'superseded';
