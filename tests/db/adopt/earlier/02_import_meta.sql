CREATE TABLE tickets.import_meta (
    dataset text PRIMARY KEY,
    metadata jsonb NOT NULL DEFAULT '{}',
    imported_at timestamptz NOT NULL DEFAULT now()
);

CREATE OR REPLACE FUNCTION reporting.fn_tickets_for_map() RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'features', count(*),
        'summary', jsonb_build_object(
            'freshness', (SELECT max(m.imported_at) FROM tickets.import_meta AS m)
        )
    )
    FROM (
        SELECT i.geom FROM tickets.inc AS i
        UNION ALL
        SELECT c.geom FROM tickets.crq AS c
    ) AS t
    WHERE t.geom IS NOT NULL
$$;
