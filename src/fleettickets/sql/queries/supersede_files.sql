-- Mark older versions of these files, applied or failed, as superseded.
-- params: dataset, change_keys. returns: nothing.
UPDATE tickets.import_files AS f
SET state = 'superseded'
WHERE
    f.dataset = %(dataset)s
    AND f.change_key = any(%(change_keys)s)
    AND f.state <> 'superseded';
