-- Without p_as_of, the windows are those of the content; with a past one, they end at it.
SELECT jsonb_object_agg(
    coalesce(to_char(c.at AT TIME ZONE 'Africa/Nairobi', 'YYYY-MM-DD HH24:MI:SS'), 'content')
    || ' ' || w.name,
    jsonb_build_array(
        d #>> '{window,from}', d #>> '{window,to}', d #>> '{metrics,closed}',
        jsonb_path_query_array(d, '$.closed.features[*].id')
    )
)
FROM (
    VALUES
    (NULL::timestamptz), ('2020-06-21 23:59:59.5+03'), ('2020-06-22 00:00:00+03'),
    ('2020-06-22 00:00:00.5+03'), ('2020-06-30 23:59:59.5+03'), ('2020-07-01 00:00:00.5+03'),
    ('2020-12-31 23:59:59.5+03'), ('2021-01-01 00:00:00.5+03'), ('2021-01-03 23:59:59.5+03'),
    ('2021-01-04 00:00:00.5+03'), ('2021-02-28 23:59:59.5+03'), ('2021-03-31 12:00:00+03')
) AS c (at)
CROSS JOIN (VALUES ('today'), ('week'), ('MONTH')) AS w (name)
CROSS JOIN LATERAL reporting.fn_inc_dashboard(NULL, '', w.name, NULL, NULL, c.at) AS d;
