-- Each line of jobs: jobs, reopened, days, first_fixed, first_fix_known, mttr_known, within_sla,
-- within_sla_known; and the mean mttr.
WITH answers AS (
    SELECT
        v.name,
        v.c
    FROM (
        VALUES
        ('people', reporting.fn_closures_by('inc', 'owner', 'week')),
        ('teams', reporting.fn_closures_by('inc', 'team', 'day')),
        ('of a cluster', reporting.fn_closures_by('inc', 'team', 'window', p_cluster => 'muigai inn'))
    ) AS v (name, c)
),

lines AS (
    SELECT a.name || ' ' || (l.line ->> 'name') AS place, l.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.c -> 'lines') AS l (line)
    UNION ALL
    SELECT a.name || ' ' || (l.line ->> 'starts_on') || ' ' || coalesce(l.line ->> 'name', '-'), l.line
    FROM answers AS a
    CROSS JOIN jsonb_array_elements(a.c -> 'by_period') AS l (line)
    UNION ALL
    SELECT a.name || ', total', a.c -> 'total'
    FROM answers AS a
    UNION ALL
    SELECT a.name || ', nobody', a.c -> 'unattributed'
    FROM answers AS a
)

SELECT jsonb_build_object(
    'jobs', (
        SELECT jsonb_object_agg(
            l.place,
            jsonb_build_array(
                l.line -> 'jobs', l.line -> 'reopened', l.line -> 'days', l.line -> 'first_fixed',
                l.line -> 'first_fix_known', l.line -> 'mttr_known', l.line -> 'within_sla',
                l.line -> 'within_sla_known', l.line -> 'mttr_mean_minutes'
            )
        )
        FROM lines AS l
    ),
    'jobs_file', (
        SELECT jsonb_agg(
            jsonb_build_array(
                r.credited_by, r.period, r.starts_on, r.week, r.name, r.jobs, r.reopened,
                r.first_fixed, r.mttr_mean_minutes, r.within_sla_share
            )
        )
        FROM reporting.fn_export_closures('inc', 'owner', 'week') AS r
    ),
    'teams', (
        SELECT jsonb_object_agg(
            t ->> 'team',
            jsonb_build_array(
                t -> 'closed', t -> 'credited', t -> 'reopened', t -> 'mttr_median_minutes',
                t -> 'within_sla_share'
            )
        )
        FROM jsonb_array_elements(reporting.fn_team_closures('inc') -> 'teams') AS t
    ),
    'file', (
        SELECT jsonb_object_agg(
            e.ticket_id,
            jsonb_build_array(
                e.normalized_status, e.bucket, e.cluster, e.sla_state, e.mttr_minutes, e.hours_open
            )
        )
        FROM reporting.fn_export_tickets(
            'inc', 'all', p_from => '2026-06-01 00:00+03'
        ) AS e
    ),
    'found', jsonb_build_array(
        jsonb_path_query_array(reporting.fn_find_tickets('inc', 'wot07100'), '$.matches[*].ticket_id'),
        jsonb_path_query_array(reporting.fn_find_tickets('inc', 'gate 4'), '$.matches[*].ticket_id')
    ),
    'history', (
        SELECT jsonb_build_object(
            'events', (
                SELECT jsonb_agg(
                    jsonb_build_array(
                        e -> 'kind', e -> 'occurred_at', e -> 'to_status', e -> 'to_lifecycle'
                    )
                )
                FROM jsonb_array_elements(h -> 'events') AS e
            ),
            'closures', (
                SELECT jsonb_agg(
                    jsonb_build_array(
                        c -> 'closed_at', c -> 'mttr_minutes', c -> 'credit_team',
                        c -> 'credit_owner', c -> 'sla_status'
                    )
                )
                FROM jsonb_array_elements(h -> 'closures') AS c
            )
        )
        FROM reporting.fn_ticket_history('inc', 'WOT0710003') AS h
    ),
    -- A tile is binary; its strings are in it as they are.
    'tile', (
        SELECT jsonb_agg(w.word)
        FROM (
            VALUES ('WOT0710001'), ('WOT0710002'), ('CLOSED COMPLETE'), ('MUIGAI INN'), ('TEAM THIKA 3')
        ) AS w (word)
        WHERE position(
            convert_to(w.word, 'UTF8') IN reporting.fn_closed_tile(
                'inc', 0, 0, 0, p_from => '2026-06-01 00:00+03'
            )
        ) > 0
    ),
    'no_plan', reporting.fn_dispatch_plan('2026-06-24') -> 'plan'
);
