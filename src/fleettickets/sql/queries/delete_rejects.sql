-- Delete the rejects and warnings of older versions of these files.
-- params: dataset, change_keys. returns: nothing.
DELETE FROM tickets.import_rejects AS r
WHERE r.dataset = %(dataset)s AND r.change_key = any(%(change_keys)s);
