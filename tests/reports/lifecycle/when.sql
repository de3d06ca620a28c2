SELECT jsonb_build_object(
    'inc', (
        SELECT jsonb_build_object(
            'open', jsonb_path_query_array(d, '$.open.features[*].id'),
            'waiting', (
                SELECT jsonb_agg(
                    jsonb_build_array(
                        w -> 'ticket_id', w -> 'lifecycle', w -> 'sla_state', w -> 'age_minutes',
                        w -> 'closed_at'
                    )
                )
                FROM jsonb_path_query(d, '$.waiting.features[*].properties') AS w
            ),
            'truncated', d #> '{waiting,truncated}',
            'open, waiting and closed', (
                SELECT
                    jsonb_object_agg(
                        coalesce(l ->> 'status', l ->> 'team', '(none)'),
                        jsonb_build_array(l -> 'open', l -> 'waiting', l -> 'closed')
                    )
                FROM jsonb_array_elements(d #> '{metrics,by_status}' || (d -> 'by_team')) AS l
            ),
            'closed', (
                SELECT jsonb_object_agg(c ->> 'ticket_id', c -> 'closed_at')
                FROM jsonb_path_query(d, '$.closed.features[*].properties') AS c
            ),
            'counts', jsonb_build_array(
                d #> '{metrics,open}', d #> '{metrics,actionable}', d #> '{metrics,waiting}',
                d #> '{metrics,closed}', d #> '{metrics,net_flow}'
            )
        )
        FROM reporting.fn_inc_dashboard() AS d
    ),
    'crq', (
        SELECT jsonb_build_array(
            d #> '{metrics,open}', d #> '{metrics,waiting}', d #> '{metrics,closed}'
        )
        FROM reporting.fn_crq_dashboard() AS d
    ),
    'map', (
        SELECT jsonb_build_array(
            s -> 'open',
            s -> 'waiting',
            jsonb_path_query_array(s, '$.by_dataset[*].waiting')
        )
        FROM (SELECT reporting.fn_tickets_for_map() -> 'summary' AS s) AS m
    ),
    'today', (
        SELECT jsonb_build_array(
            b -> 'open', b -> 'waiting', b -> 'snapshot_open', b -> 'snapshot_waiting'
        )
        FROM (SELECT reporting.fn_backlog('inc') #> '{days,29}' AS b) AS day
    ),
    'at', (
        SELECT jsonb_object_agg(
            i.at, jsonb_build_array(b -> 'open', b -> 'waiting', b #> '{by_cluster,0,waiting}')
        )
        FROM (
            VALUES ('05:59'), ('08:00'), ('09:00'), ('10:00'), ('11:00'), ('12:00')
        ) AS i (at)
        CROSS JOIN LATERAL reporting.fn_backlog_at(
            'inc', ('2026-06-25 ' || i.at || '+03')::timestamptz
        ) AS b
    ),
    'teams', reporting.fn_team_closures('inc') #> '{total,closed}',
    'history', (
        SELECT jsonb_agg(jsonb_build_array(e -> 'kind', e -> 'from_lifecycle', e -> 'to_lifecycle'))
        FROM jsonb_array_elements(reporting.fn_ticket_history('inc', 'L10') -> 'events') AS e
    ),
    'open_sla', (
        SELECT jsonb_object_agg(s.ticket_id, jsonb_build_array(s.hours_open, s.sla_state))
        FROM tickets.inc_open_sla AS s
    ),
    'rows', (SELECT count(*) FROM reporting.fn_open_sla()),
    'export', (
        SELECT jsonb_object_agg(e.ticket_id, e.lifecycle)
        FROM reporting.fn_export_tickets('inc', 'all') AS e
    ),
    'exported_waiting', (
        SELECT jsonb_agg(jsonb_build_array(e.ticket_id, e.window_from))
        FROM reporting.fn_export_tickets('inc', 'waiting') AS e
    ),
    'found', jsonb_path_query_array(
        reporting.fn_find_tickets('inc', 'muigai'), '$.matches[*].ticket_id'
    ),
    'statuses', (
        SELECT jsonb_object_agg(s.dataset || ' ' || s.status, s.meaning)
        FROM tickets.statuses AS s
    ),
    'troubles', (
        SELECT jsonb_agg(t.dataset || ' ' || t.subject)
        FROM tickets.find_troubles() AS t
        WHERE t.kind = 'unknown_status'
    ),
    'warnings', (
        SELECT jsonb_agg(
            jsonb_build_array(r.raw_row::jsonb ->> 'ticket_id', r.column_name, r.reason)
            ORDER BY r.reject_id
        )
        FROM tickets.import_rejects AS r
    )
)
