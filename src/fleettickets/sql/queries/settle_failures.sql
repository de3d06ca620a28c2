-- Mark failed files that no longer wait as superseded.
-- params: dataset, change_keys (the files that wait). returns: nothing.
UPDATE tickets.import_files AS f
SET state = 'superseded'
WHERE
    f.dataset = %(dataset)s
    AND f.state = 'failed'
    AND f.change_key <> all(%(change_keys)s);
