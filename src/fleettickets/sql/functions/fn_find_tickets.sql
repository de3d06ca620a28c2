-- Tickets by the beginning of their id (as given, else in capitals, else in small letters), or by a
-- part of their place's name, in any case and with or without accents. By id every ticket is found;
-- by place the open and waiting ones, and those that were closed in the last 30 days of the
-- content.
-- params: p_dataset, p_text (two characters or more), p_limit (1 to 50).
-- returns: {matches, truncated, freshness} (docs/dashboard-api-contract.md): ids before places,
-- open tickets before waiting ones, and closed ones last.
CREATE OR REPLACE FUNCTION reporting.fn_find_tickets(
    p_dataset text, p_text text, p_limit integer DEFAULT 20
)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_span record;
    v_text text := btrim(p_text);
    v_folded text := tickets.fold_text(v_text);
    v_literal text := regexp_replace(v_text, '([\\%_])', '\\\1', 'g') || '%';
    v_prefix text;
BEGIN
    IF coalesce(length(v_text), 0) < 2 OR coalesce(p_limit NOT BETWEEN 1 AND 50, TRUE) THEN
        RAISE EXCEPTION 'cannot look for % tickets of %', coalesce(p_limit::text, 'NULL'),
            coalesce(quote_literal(p_text), 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give two characters or more, and a limit of 1 to 50.';
    END IF;
    v_span := tickets.report_window(p_dataset, '30 days', NULL, NULL, NULL, interval '30 days');
    -- One spelling, a constant to the planner: the index then gives the ids in order.
    FOREACH v_prefix IN ARRAY ARRAY[v_literal, upper(v_literal), lower(v_literal)] LOOP
        EXIT WHEN EXISTS (
            SELECT FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.ticket_id LIKE v_prefix
        );
    END LOOP;

    RETURN (
        -- Few, and looked through twice; by the order of the ids, they might come last of all.
        WITH open_tickets AS MATERIALIZED (
            SELECT
                t.ticket_id, t.is_open, t.lifecycle, t.cluster, t.location_name, t.normalized_status,
                t.longitude, t.latitude
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND (t.is_open OR t.lifecycle = 'waiting')
        ),

        named AS MATERIALIZED (
            SELECT n.*, row_number() OVER (
                ORDER BY n.is_open DESC, n.lifecycle = 'closed', n.ticket_id
            ) AS place
            FROM (
                SELECT t.* FROM open_tickets AS t
                WHERE t.ticket_id LIKE v_prefix
                UNION ALL
                (
                    SELECT
                        t.ticket_id, t.is_open, t.lifecycle, t.cluster, t.location_name, t.normalized_status,
                        t.longitude, t.latitude
                    FROM tickets.all_tickets AS t
                    WHERE t.dataset = p_dataset AND t.lifecycle = 'closed'
                        AND t.ticket_id LIKE v_prefix
                    ORDER BY t.ticket_id
                    LIMIT p_limit + 1
                )
            ) AS n
            ORDER BY place
            LIMIT p_limit + 1
        ),

        open_there AS MATERIALIZED (
            SELECT
                t.*,
                100 + row_number() OVER (
                    ORDER BY
                        t.is_open DESC,
                        coalesce(strpos(tickets.fold_text(t.cluster), v_folded), 0) = 0,
                        t.cluster, t.location_name, t.ticket_id
                ) AS place
            FROM open_tickets AS t
            WHERE (SELECT count(*) FROM named) <= p_limit
                AND (
                    strpos(tickets.fold_text(t.cluster), v_folded) > 0
                    OR strpos(tickets.fold_text(t.location_name), v_folded) > 0
                )
            ORDER BY place
            LIMIT p_limit + 1
        ),

        closed_there AS MATERIALIZED (
            SELECT
                t.ticket_id, t.is_open, t.lifecycle, t.cluster, t.location_name,
                t.normalized_status, t.longitude, t.latitude,
                200 + row_number() OVER (ORDER BY t.closed_at DESC, t.ticket_id) AS place
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.lifecycle = 'closed'
                AND t.closed_at >= v_span.from_at
                AND (
                    strpos(tickets.fold_text(t.cluster), v_folded) > 0
                    OR strpos(tickets.fold_text(t.location_name), v_folded) > 0
                )
                AND (SELECT count(*) FROM named) + (SELECT count(*) FROM open_there) <= p_limit
            ORDER BY place
            LIMIT p_limit + 1
        ),

        -- Each once, where it stands first.
        found AS (
            SELECT DISTINCT ON (u.ticket_id) u.*
            FROM (
                TABLE named
                UNION ALL
                TABLE open_there
                UNION ALL
                TABLE closed_there
            ) AS u
            ORDER BY u.ticket_id, u.place
        ),

        numbered AS (
            SELECT f.*, row_number() OVER (ORDER BY f.place) AS no
            FROM found AS f
        )

        SELECT jsonb_build_object(
            'matches', coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'ticket_id', n.ticket_id,
                        'dataset', p_dataset,
                        'is_open', n.is_open,
                        'lifecycle', n.lifecycle,
                        'cluster', n.cluster,
                        'location_name', n.location_name,
                        'normalized_status', n.normalized_status,
                        'geometry', CASE
                            WHEN n.longitude IS NOT NULL THEN jsonb_build_object(
                                'type', 'Point',
                                'coordinates', jsonb_build_array(n.longitude, n.latitude)
                            )
                        END
                    )
                    ORDER BY n.no
                ) FILTER (WHERE n.no <= p_limit),
                '[]'
            ),
            'truncated', count(*) > p_limit,
            'freshness', tickets.describe_freshness(p_dataset)
        )
        FROM numbered AS n
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_find_tickets(text, text, integer) IS
'Tickets by id or place (docs/dashboard-api-contract.md).';
