-- Closed tickets as a map tile: those that fn_dashboard shows as closed for the same question.
-- A tile with more tickets than a screen can separate has one point for each small square (64 by 64
-- in a tile), with the properties of the newest ticket and the number of tickets in the square.
-- params: p_dataset; p_z (0 to 22), p_x, p_y: the tile, in the scheme of web maps; the rest as
-- fn_dashboard, but without p_as_of, because a closed ticket does not age.
-- returns: a Mapbox vector tile with the layer "closed": points with ticket_id, normalized_status,
-- cluster, closed_at (seconds since 1970), sla_state, tickets; empty if there is no ticket.
CREATE OR REPLACE FUNCTION reporting.fn_closed_tile(
    p_dataset text,
    p_z integer,
    p_x integer,
    p_y integer,
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
    p_window text DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_team text DEFAULT NULL,
    p_owner text DEFAULT NULL,
    p_filters jsonb DEFAULT NULL
)
RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
SET work_mem = '32MB'
AS $$
DECLARE
    c_most constant integer := 10000;
    c_squares constant integer := 64;
    -- From this zoom on a tile is a few kilometres wide and its sides are straight on the globe too,
    -- so the index on geog finds every ticket in it.
    c_small constant integer := 12;
    -- Of a tile's side: a symbol at the edge is drawn in both tiles.
    c_margin constant double precision := 64.0 / 4096;
    v_side double precision;
    v_span record;
    v_filters jsonb;
    v_tile public.geometry;
    v_box public.geometry;
    v_ids text[];
    v_is_crowded boolean;
    v_answer bytea;
BEGIN
    IF num_nulls(p_z, p_x, p_y) > 0 OR p_z NOT BETWEEN 0 AND 22
        OR least(p_x, p_y) < 0 OR greatest(p_x, p_y) >= 1 << p_z
    THEN
        RAISE EXCEPTION 'no tile %/%/%', p_z, p_x, p_y
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'z is 0 to 22; x and y are 0 to 2^z - 1.';
    END IF;
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, NULL, NULL);
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    v_tile := public.st_tileenvelope(p_z, p_x, p_y);
    v_side := 360.0 / (1 << p_z);
    -- Not by transforming v_tile, whose margin may lie beyond the edge of the world.
    v_box := public.st_makeenvelope(
        greatest((p_x - c_margin) * v_side - 180, -180),
        degrees(atan(sinh(pi() * (1 - (p_y + 1 + c_margin) * v_side / 180)))),
        least((p_x + 1 + c_margin) * v_side - 180, 180),
        degrees(atan(sinh(pi() * (1 - (p_y - c_margin) * v_side / 180)))),
        4326
    );
    IF p_z >= c_small THEN
        v_ids := ARRAY(
            SELECT t.ticket_id FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset
                AND t.geog OPERATOR(public.&&) v_box::public.geography
            LIMIT c_most + 1
        );
        IF cardinality(v_ids) > c_most THEN
            v_ids := NULL;
        END IF;
    END IF;
    SELECT count(*) > c_most INTO v_is_crowded
    FROM (
        SELECT
        FROM tickets.closed_in_box(
            p_dataset, v_span.from_at, v_span.to_at, v_filters, v_box, v_ids
        ) AS t
        LIMIT c_most + 1
    ) AS f;

    IF v_is_crowded THEN
        -- Squares are computed by arithmetic; the other columns are read only for the tickets shown.
        WITH placed AS (
            SELECT
                t.ticket_id,
                t.ended_at,
                floor(c_squares * ((t.longitude + 180) / v_side - p_x)) AS square_x,
                floor(
                    c_squares
                    * ((180 - degrees(asinh(tan(radians(t.latitude))))) / v_side - p_y)
                ) AS square_y
            FROM tickets.closed_in_box(
                p_dataset, v_span.from_at, v_span.to_at, v_filters, v_box, v_ids
            ) AS t
        ),

        counted AS (
            SELECT p.square_x, p.square_y, count(*) AS tickets, max(p.ended_at) AS ended_at
            FROM placed AS p
            GROUP BY p.square_x, p.square_y
        ),

        newest AS (
            SELECT c.tickets, c.ended_at, min(p.ticket_id) AS ticket_id
            FROM counted AS c
            INNER JOIN placed AS p
                ON p.square_x = c.square_x AND p.square_y = c.square_y
                AND p.ended_at = c.ended_at
            GROUP BY c.square_x, c.square_y, c.tickets, c.ended_at
        ),

        layer AS (
            SELECT
                public.st_asmvtgeom(public.st_transform(t.geom, 3857), v_tile, 4096, 64) AS geom,
                n.ticket_id,
                t.normalized_status,
                t.cluster,
                extract(EPOCH FROM n.ended_at)::bigint AS closed_at,
                t.sla_state,
                n.tickets
            FROM newest AS n
            CROSS JOIN LATERAL (
                SELECT p.normalized_status, p.cluster, p.sla_state, d.geom
                FROM tickets.ticket_spans AS d
                CROSS JOIN LATERAL tickets.ticket_properties(d, v_span.as_of) AS p
                WHERE d.dataset = p_dataset AND d.ticket_id = n.ticket_id
                OFFSET 0
            ) AS t
            ORDER BY n.ended_at, n.ticket_id
        )

        SELECT public.st_asmvt(l, 'closed', 4096, 'geom') INTO v_answer
        FROM layer AS l;
    ELSE
        WITH layer AS (
            SELECT
                public.st_asmvtgeom(public.st_transform(t.geom, 3857), v_tile, 4096, 64) AS geom,
                t.ticket_id,
                t.normalized_status,
                t.cluster,
                extract(EPOCH FROM t.ended_at)::bigint AS closed_at,
                p.sla_state,
                1 AS tickets
            FROM tickets.closed_in_box(
                p_dataset, v_span.from_at, v_span.to_at, v_filters, v_box, v_ids
            ) AS t
            CROSS JOIN LATERAL tickets.ticket_properties(t, v_span.as_of) AS p
            ORDER BY t.ended_at, t.ticket_id -- the newest is drawn last
        )

        SELECT public.st_asmvt(l, 'closed', 4096, 'geom') INTO v_answer
        FROM layer AS l
        WHERE l.geom IS NOT NULL;
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_closed_tile(
    text, integer, integer, integer, text, text, text, timestamptz, timestamptz, text, text,
    jsonb
) IS 'Closed tickets as a Mapbox vector tile (docs/dashboard-api-contract.md).';
