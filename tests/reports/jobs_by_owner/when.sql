-- Each line: jobs, reopened, days; fixed, known, unknown; mttr_known, within SLA of known.
WITH answers AS (
    SELECT
        reporting.fn_closures_by('inc', 'owner', 'week') AS weeks,
        reporting.fn_closures_by('inc', 'owner', 'day') AS days,
        reporting.fn_closures_by('inc', 'team', 'window') AS teams
),

lines AS (
    SELECT 'owner ' || (v.line ->> 'name') AS place, v.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.weeks -> 'lines') AS v (line)
    UNION ALL
    SELECT 'team ' || (v.line ->> 'name'), v.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.teams -> 'lines') AS v (line)
    UNION ALL
    SELECT 'week ' || (v.line ->> 'week') || ' ' || (v.line ->> 'is_complete'), v.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.weeks -> 'periods') AS v (line)
    UNION ALL
    SELECT 'week ' || (v.line ->> 'starts_on') || ' ' || coalesce(v.line ->> 'name', '-'), v.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.weeks -> 'by_period') AS v (line)
    UNION ALL
    SELECT 'day ' || (v.line ->> 'starts_on') || ' ' || coalesce(v.line ->> 'name', '-'), v.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.days -> 'by_period') AS v (line)
    UNION ALL
    SELECT 'nobody', a.weeks -> 'unattributed'
    FROM answers AS a
    UNION ALL
    SELECT 'total', a.weeks -> 'total'
    FROM answers AS a
)

SELECT jsonb_build_object(
    'lines', (
        SELECT jsonb_object_agg(
            l.place,
            jsonb_build_array(
                l.line -> 'jobs', l.line -> 'reopened', l.line -> 'days', l.line -> 'first_fixed',
                l.line -> 'first_fix_known', l.line -> 'first_fix_unknown', l.line -> 'mttr_known',
                l.line -> 'within_sla', l.line -> 'within_sla_known'
            )
        )
        FROM lines AS l
    ),
    'shares', jsonb_build_array(
        a.weeks #> '{total,first_fix_share}', a.weeks #> '{total,within_sla_share}',
        a.weeks #> '{total,jobs_a_day}', a.weeks #> '{unattributed,first_fix_share}'
    ),
    'totals_agree', a.weeks -> 'total' = a.days -> 'total' AND a.days -> 'total' = a.teams -> 'total',
    'first_fix_days', a.weeks -> 'first_fix_days',
    'teams_have_periods', a.teams -> 'periods' || (a.teams -> 'by_period'),
    'rows', (
        SELECT jsonb_agg(r.week || ' ' || coalesce(r.name, '-') || ' ' || r.jobs)
        FROM reporting.fn_export_closures('inc', 'owner', 'week') AS r
    ),
    'of_team', (
        SELECT jsonb_agg(r.name || ' ' || r.jobs)
        FROM reporting.fn_export_closures('inc', 'owner', 'window', p_team => 'B') AS r
    )
)
FROM answers AS a
