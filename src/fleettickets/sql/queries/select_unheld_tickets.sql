-- Select the earlier installation's tickets that no file holds, without alarms and export markers.
-- params: columns (text[]).
-- returns: (ticket_id, cells), by ticket; cells are the values of these columns in raw, as text.
SELECT
    o.ticket_id,
    array(
        SELECT o.raw ->> c.column_name
        FROM unnest(%(columns)s::text[]) WITH ORDINALITY AS c (column_name, place)
        ORDER BY c.place
    ) AS cells
FROM {before} AS o
WHERE
    NOT EXISTS (
        SELECT FROM {tickets} AS t
        WHERE t.ticket_id = o.ticket_id
    )
    AND tickets.to_flag(o.raw ->> 'is_alarm') IS NOT TRUE
    AND NOT starts_with(ltrim(o.ticket_id), 'EXPORT STOPPED')
ORDER BY o.ticket_id
