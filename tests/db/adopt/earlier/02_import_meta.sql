CREATE TABLE tickets.import_meta (
    dataset text PRIMARY KEY,
    metadata jsonb NOT NULL DEFAULT '{}',
    imported_at timestamptz NOT NULL DEFAULT now()
);

CREATE OR REPLACE FUNCTION reporting.fn_tickets_for_map() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT jsonb_build_object(
        'type', 'FeatureCollection',
        'features', coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'type', 'Feature', 'geometry', st_asgeojson(t.geom)::jsonb,
                    'properties', jsonb_build_object('ticket_id', t.ticket_id)
                )
                ORDER BY t.ticket_id
            ),
            '[]'
        ),
        'summary', jsonb_build_object(
            'freshness', (SELECT max(m.imported_at) FROM tickets.import_meta AS m)
        )
    )
    FROM (
        SELECT i.ticket_id, i.geom FROM tickets.inc AS i
        WHERE (i.raw ->> 'is_actionable')::boolean
        UNION ALL
        SELECT c.ticket_id, c.geom FROM tickets.crq AS c
        WHERE (c.raw ->> 'is_actionable')::boolean
    ) AS t
    WHERE t.geom IS NOT NULL
$$;
