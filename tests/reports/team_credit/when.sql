SELECT jsonb_build_object(
    'closures', (
        SELECT jsonb_object_agg(
            c.ticket_id,
            jsonb_build_array(
                c.assigned_team, c.longest_team, c.reassignments, c.credit_team, c.credit_rule
            )
        )
        FROM tickets.closure_events AS c
    ),
    'teams', (
        SELECT jsonb_object_agg(t ->> 'team', jsonb_build_array(t -> 'closed', t -> 'credited'))
        FROM jsonb_array_elements(f -> 'teams') AS t
    ),
    'unattributed', jsonb_build_array(
        f #> '{unattributed,closed}', f #> '{unattributed,credited}'
    ),
    'total', jsonb_build_array(f #> '{total,closed}', f #> '{total,credited}')
)
FROM reporting.fn_team_closures('inc') AS f;
