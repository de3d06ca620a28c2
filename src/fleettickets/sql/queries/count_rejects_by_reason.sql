-- Count recent rejects and warnings by reason, the most frequent first. The actual value is cut
-- from the reason, so that equal faults count as one.
-- params: dataset, days, max_reasons. returns: severity, column_name, reason, rows.
SELECT
    r.severity,
    r.column_name,
    regexp_replace(
        regexp_replace(r.reason, ', got .*$', ''), '^has [0-9,]+ ', 'has too many '
    ) AS general_reason,
    count(*) AS row_count
FROM tickets.import_rejects AS r
WHERE
    r.dataset = %(dataset)s
    AND r.observed_at >= now() - make_interval(days => %(days)s)
GROUP BY r.severity, r.column_name, general_reason
ORDER BY row_count DESC, r.severity ASC, r.column_name ASC, general_reason ASC
LIMIT %(max_reasons)s;
