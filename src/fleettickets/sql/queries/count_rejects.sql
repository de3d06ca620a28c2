-- Count rejects and warnings.
-- params: dataset, severity and change_key (NULL: any). returns: one row (row_count).
SELECT count(*) AS row_count
FROM tickets.import_rejects AS r
WHERE
    r.dataset = %(dataset)s
    AND (%(severity)s::text IS NULL OR r.severity = %(severity)s)
    AND (%(change_key)s::text IS NULL OR r.change_key = %(change_key)s);
