SELECT jsonb_agg(d - '{is_complete,snapshot_as_of}'::text [])
FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-25') -> 'days') AS d;
