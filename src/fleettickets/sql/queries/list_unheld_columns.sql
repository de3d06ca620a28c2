-- List the columns that raw has in the earlier installation's tickets that no file holds.
-- params: none. returns: (column_name), in order.
SELECT DISTINCT k.column_name
FROM {before} AS o
CROSS JOIN LATERAL jsonb_object_keys(o.raw) AS k (column_name)
WHERE
    NOT EXISTS (
        SELECT FROM {tickets} AS t
        WHERE t.ticket_id = o.ticket_id
    )
    AND tickets.to_flag(o.raw ->> 'is_alarm') IS NOT TRUE
    AND NOT starts_with(ltrim(o.ticket_id), 'EXPORT STOPPED')
ORDER BY k.column_name
