-- What the second run saw was seen when the day's last snapshot was taken.
SELECT jsonb_object_agg(d ->> 'day', d - '{day,is_complete}'::text [])
FROM jsonb_array_elements(
    reporting.fn_backlog('inc', '2026-06-22', '2026-06-25') -> 'days'
) AS d;
