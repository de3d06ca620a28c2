-- p_from or p_to wins over p_window; the other side has no bound. A past p_as_of ends a window that
-- has no end of its own. What is dated after the content counts on its last day.
SELECT jsonb_object_agg(
    a.name,
    jsonb_build_object(
        'window', a.d -> 'window',
        'closed', jsonb_path_query_array(a.d, '$.closed.features[*].id'),
        'is_cut', a.d #> '{closed,truncated}',
        'open', jsonb_path_query_array(a.d, '$.open.features[*].properties.hours_open'),
        'days', a.d #> '{metrics,closed_by_day}',
        'a_day', a.d #> '{metrics,closures_a_day}',
        'mttr', a.d #> '{metrics,mttr_mean_minutes}',
        'flow', jsonb_build_array(
            a.d #> '{metrics,created}', a.d #> '{metrics,closings}', a.d #> '{metrics,net_flow}'
        )
    )
)
FROM (
    VALUES
    ('nothing', reporting.fn_inc_dashboard()),
    ('blanks', reporting.fn_inc_dashboard('', '', '', NULL, NULL)),
    ('from', reporting.fn_inc_dashboard(NULL, NULL, 'today', '2026-06-23 08:00+03', NULL)),
    ('to', reporting.fn_inc_dashboard(NULL, NULL, 'week', NULL, '2026-06-23 08:00+03')),
    (
        'both',
        reporting.fn_inc_dashboard(
            NULL, NULL, '24h', '2026-06-23 08:00+03', '2026-06-24 08:00+03'
        )
    ),
    (
        'from, in the past',
        reporting.fn_inc_dashboard(
            p_from => '2026-06-22 00:00+03', p_as_of => '2026-06-23 12:00+03'
        )
    ),
    ('before every closing', reporting.fn_inc_dashboard(p_to => '2026-06-01 00:00+03')),
    ('a length', reporting.fn_inc_dashboard(NULL, NULL, '24h', NULL, NULL))
) AS a (name, d);
