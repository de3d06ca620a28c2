CREATE OR REPLACE FUNCTION reporting.fn_inc_dashboard(
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
    p_window text DEFAULT 'today',
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
    c_zone constant text := 'Africa/Nairobi';
    v_window text := coalesce(nullif(p_window, ''), 'today');
    v_unit text;
    v_from timestamptz := coalesce(p_from, '-infinity');
    v_to timestamptz := coalesce(p_to, 'infinity');
BEGIN
    IF p_from IS NOT NULL OR p_to IS NOT NULL THEN
        v_window := 'custom';
    ELSIF v_window IN ('today', 'week', 'month') THEN
        v_unit := CASE v_window WHEN 'today' THEN 'day' ELSE v_window END;
        v_from := date_trunc(v_unit, now() AT TIME ZONE c_zone) AT TIME ZONE c_zone;
        v_to := (
            date_trunc(v_unit, now() AT TIME ZONE c_zone) + ('1 ' || v_unit)::interval
        ) AT TIME ZONE c_zone;
    ELSE
        RAISE EXCEPTION 'unknown window %', p_window;
    END IF;
    RETURN (
        WITH passing AS (
            SELECT t.* FROM tickets.inc AS t
            WHERE (coalesce(p_cluster, '') = '' OR t.cluster = p_cluster)
                AND (coalesce(p_status, '') = '' OR t.normalized_status = p_status)
        ),

        opens AS (
            SELECT p.*, s.hours_open, s.sla_state
            FROM passing AS p
            INNER JOIN tickets.inc_open_sla AS s ON s.ticket_id = p.ticket_id
        ),

        ended AS (
            SELECT p.*
            FROM passing AS p
            WHERE p.closed_at >= v_from AND p.closed_at < v_to
        ),

        both_kinds AS (
            SELECT o.cluster, o.normalized_status, 1 AS is_open, 0 AS is_closed FROM opens AS o
            UNION ALL
            SELECT e.cluster, e.normalized_status, 0, 1 FROM ended AS e
        )

        SELECT jsonb_build_object(
            'window', v_window,
            'open', jsonb_build_object(
                'type', 'FeatureCollection',
                'features', (
                    SELECT jsonb_agg(
                        jsonb_build_object(
                            'type', 'Feature', 'geometry', st_asgeojson(o.geom)::jsonb,
                            'properties', jsonb_build_object(
                                'ticket_id', o.ticket_id, 'sla_state', o.sla_state,
                                'hours_open', o.hours_open
                            )
                        )
                    )
                    FROM opens AS o
                )
            ),
            'closed', jsonb_build_object(
                'type', 'FeatureCollection',
                'features', (
                    SELECT jsonb_agg(
                        jsonb_build_object(
                            'type', 'Feature', 'geometry', st_asgeojson(e.geom)::jsonb,
                            'properties', jsonb_build_object(
                                'ticket_id', e.ticket_id, 'sla_status', e.sla_status, 'mttr', e.mttr
                            )
                        )
                    )
                    FROM ended AS e
                )
            ),
            'metrics', jsonb_build_object(
                'open', (SELECT count(*) FROM opens),
                'closed', (SELECT count(*) FROM ended),
                'open_breached', (SELECT count(*) FROM opens AS o WHERE o.sla_state = 'breached'),
                'closed_compliant', (
                    SELECT count(*) FROM ended AS e WHERE e.sla_status = 'Compliant'
                ),
                'mean_mttr', (SELECT round(avg(e.mttr), 1) FROM ended AS e),
                'by_status', (
                    SELECT jsonb_object_agg(g.name, g.counts)
                    FROM (
                        SELECT
                            b.normalized_status AS name,
                            jsonb_build_array(sum(b.is_open), sum(b.is_closed)) AS counts
                        FROM both_kinds AS b
                        GROUP BY b.normalized_status
                    ) AS g
                ),
                'by_cluster', (
                    SELECT jsonb_object_agg(g.name, g.counts)
                    FROM (
                        SELECT
                            b.cluster AS name,
                            jsonb_build_array(sum(b.is_open), sum(b.is_closed)) AS counts
                        FROM both_kinds AS b
                        GROUP BY b.cluster
                    ) AS g
                ),
                'by_owner', (
                    SELECT jsonb_object_agg(g.name, g.tickets)
                    FROM (
                        SELECT coalesce(o.owner, '') AS name, count(*) AS tickets
                        FROM opens AS o
                        GROUP BY coalesce(o.owner, '')
                    ) AS g
                ),
                'by_day', (
                    SELECT jsonb_object_agg(g.day, g.closed)
                    FROM (
                        SELECT (e.closed_at AT TIME ZONE c_zone)::date AS day, count(*) AS closed
                        FROM ended AS e
                        GROUP BY 1
                    ) AS g
                )
            ),
            'freshness', (SELECT max(m.imported_at) FROM tickets.import_meta AS m)
        )
    );
END
$$;
