-- Called with five arguments by position, as the operator's systems do.
WITH calls AS (
    SELECT v.name, v.d
    FROM (
        VALUES
        ('inc today', reporting.fn_inc_dashboard('', '', 'today', NULL, NULL)),
        ('inc week', reporting.fn_inc_dashboard('', '', 'week', NULL, NULL)),
        ('inc custom from', reporting.fn_inc_dashboard('', '', 'custom', '2026-06-25 09:00+03', NULL)),
        ('inc custom to', reporting.fn_inc_dashboard('', '', 'custom', NULL, '2026-06-25 09:00+03')),
        ('inc of a cluster', reporting.fn_inc_dashboard('MUIGAI INN', '', 'month', NULL, NULL)),
        ('inc accepted', reporting.fn_inc_dashboard('', 'ACCEPTED', 'month', NULL, NULL)),
        ('inc closed complete', reporting.fn_inc_dashboard('', 'CLOSED COMPLETE', 'month', NULL, NULL)),
        ('crq today', reporting.fn_crq_dashboard('', '', 'today', NULL, NULL)),
        ('crq custom to', reporting.fn_crq_dashboard('', '', 'custom', NULL, '2026-06-25 09:00+03')),
        ('crq of a cluster', reporting.fn_crq_dashboard('NYALI', 'CLOSED COMPLETE', 'week', NULL, NULL)),
        ('any type', reporting.fn_dashboard('crq', '', '', 'today', NULL, NULL))
    ) AS v (name, d)
)

SELECT jsonb_build_object(
    'dashboards', (
        SELECT jsonb_object_agg(
            c.name,
            jsonb_build_object(
                'window', c.d -> 'window',
                'open', (
                    SELECT jsonb_agg(
                        jsonb_build_array(
                            f -> 'id', f #> '{properties,sla_state}', f #> '{properties,hours_open}'
                        )
                    )
                    FROM jsonb_array_elements(c.d #> '{open,features}') AS f
                ),
                'waiting', jsonb_path_query_array(c.d, '$.waiting.features[*].id'),
                'closed', (
                    SELECT jsonb_agg(
                        jsonb_build_array(
                            f -> 'id', f #> '{properties,sla_state}', f #> '{properties,mttr_minutes}'
                        )
                    )
                    FROM jsonb_array_elements(c.d #> '{closed,features}') AS f
                ),
                'sla', jsonb_build_array(
                    c.d #> '{metrics,on_track}', c.d #> '{metrics,at_risk}',
                    c.d #> '{metrics,breached}', c.d #> '{metrics,closed_within_sla}',
                    c.d #> '{metrics,closed_outside_sla}'
                ),
                'by_status', (
                    SELECT jsonb_object_agg(l ->> 'status', jsonb_build_array(l -> 'open', l -> 'closed'))
                    FROM jsonb_array_elements(c.d #> '{metrics,by_status}') AS l
                ),
                'by_cluster', (
                    SELECT jsonb_object_agg(l ->> 'cluster', jsonb_build_array(l -> 'open', l -> 'closed'))
                    FROM jsonb_array_elements(c.d #> '{metrics,by_cluster}') AS l
                ),
                'mttr', c.d #> '{metrics,mttr_mean_minutes}'
            )
        )
        FROM calls AS c
    ),
    'first', (SELECT c.d #> '{open,features,0}' FROM calls AS c WHERE c.name = 'inc of a cluster'),
    'map', (
        SELECT jsonb_build_object(
            'ids', jsonb_path_query_array(m, '$.features[*].id'),
            'counts', jsonb_build_array(
                m #> '{summary,open}', m #> '{summary,waiting}', m #> '{summary,unlocated}'
            ),
            'content', jsonb_path_query_array(m, '$.summary.freshness.*.content_as_of')
        )
        FROM reporting.fn_tickets_for_map() AS m
    ),
    'backlog', (
        SELECT jsonb_object_agg(
            b ->> 'day',
            jsonb_build_array(b -> 'open', b -> 'waiting', b -> 'created', b -> 'closed')
        )
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-21') -> 'days') AS b
    ),
    'backlog_at', reporting.fn_backlog_at('inc', '2026-06-25 09:00+03') -> 'by_cluster',
    'filters', reporting.fn_filter_values('inc') - 'freshness',
    'open_sla', (
        SELECT jsonb_agg(
            jsonb_build_array(s.ticket_id, s.cluster, s.assigned_team, s.hours_open, s.sla_state)
            ORDER BY s.ticket_id
        )
        FROM reporting.fn_open_sla() AS s
    ),
    'view', (
        SELECT jsonb_agg(
            jsonb_build_array(
                v.ticket_id, v.hours_open, v.sla_state, v.assigned_team, v.owner, v.cluster,
                public.st_astext(v.geog)
            )
            ORDER BY v.ticket_id
        )
        FROM tickets.inc_open_sla AS v
    ),
    'freshness', (
        SELECT jsonb_agg(
            jsonb_build_array(f -> 'dataset', f -> 'content_as_of', f -> 'source_max_key')
        )
        FROM jsonb_array_elements(reporting.fn_freshness() -> 'datasets') AS f
    ),
    'versions', jsonb_path_query_array(reporting.fn_data_versions(), '$.**.content_as_of'),
    'health', jsonb_typeof(reporting.fn_import_health())
);
