-- The backlog of each day from the tickets' events, next to the stored daily snapshot, and the
-- reason if the two differ.
-- open are the actionable tickets; waiting are those that are neither actionable nor closed.
-- The last day is that of content_as_of. It includes everything known, so its backlog equals that
-- of the dashboards.
-- params: p_dataset; p_from, p_to (East Africa days, both inclusive; by default the 30 days up to
-- the content's); p_cluster ('(none)': tickets without one; a ticket counts where it is now).
-- returns: {dataset, days, freshness, filters} (docs/dashboard-api-contract.md).
CREATE OR REPLACE FUNCTION reporting.fn_backlog(
    p_dataset text,
    p_from date DEFAULT NULL,
    p_to date DEFAULT NULL,
    p_cluster text DEFAULT NULL
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
    v_filters jsonb := tickets.read_filters(p_cluster, NULL, NULL, NULL, NULL);
    v_cluster text := v_filters ->> 'cluster';
    c_zone constant text := 'Africa/Nairobi';
    v_span record;
    v_last date;
    v_from date;
    v_to date;
    v_from_at timestamptz;
    v_after_at timestamptz;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');
    v_last := (v_span.as_of AT TIME ZONE c_zone)::date;
    IF p_from > p_to THEN
        RAISE EXCEPTION 'p_from % is after p_to %', p_from, p_to
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF p_from > v_last THEN
        RAISE EXCEPTION 'p_from % is after the content, which ends on %', p_from, v_last
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    v_to := least(coalesce(p_to, v_last), v_last);
    v_from := coalesce(p_from, greatest(v_to, '0001-01-30'::date) - 29);
    IF least(v_from, v_to) < '0001-01-01'::date THEN
        RAISE EXCEPTION 'p_from and p_to must be days from the year 1 on'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF v_to - v_from >= 3660 THEN
        RAISE EXCEPTION 'p_from % to p_to % is more than 3660 days', v_from, v_to
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Ask for ten years at most.';
    END IF;
    v_from_at := v_from::timestamp AT TIME ZONE c_zone;
    -- The last day includes everything known; after an earlier one, all later flows are one group.
    v_after_at := least(v_to + 1, v_last)::timestamp AT TIME ZONE c_zone;

    WITH flows AS MATERIALIZED (
        SELECT
            (
                least(date_bin('1 day', f.effective_at, v_from_at), v_after_at) AT TIME ZONE c_zone
            )::date AS day,
            f.known_at,
            count(*) FILTER (WHERE f.kind = 'opened') AS created,
            count(*) FILTER (WHERE f.kind = 'closed') AS closed,
            count(*) FILTER (WHERE f.kind = 'reopened') AS reopened,
            sum(f.open_change) AS change,
            sum(f.waiting_change) AS waiting_change
        FROM tickets.ticket_flows(p_dataset, v_from_at) AS f
        WHERE v_cluster IS NULL
            OR f.ticket_id IN (
                SELECT t.ticket_id
                FROM tickets.all_tickets AS t
                WHERE t.dataset = p_dataset
                    AND tickets.is_wanted(v_cluster, t.cluster)
            )
        GROUP BY least(date_bin('1 day', f.effective_at, v_from_at), v_after_at), f.known_at
    ),

    present AS (
        SELECT
            count(*) FILTER (WHERE t.is_open) AS open,
            count(*) FILTER (WHERE NOT t.is_open) AS waiting
        FROM tickets.all_tickets AS t
        WHERE t.dataset = p_dataset
            AND (t.is_open OR t.lifecycle = 'waiting')
            AND tickets.is_wanted(v_cluster, t.cluster)
    ),

    -- A cluster without a row in a day's snapshot had no tickets to count.
    snapshots AS MATERIALIZED (
        SELECT
            s.snapshot_on AS day,
            coalesce(
                sum(s.open_tickets) FILTER (WHERE tickets.is_wanted(v_cluster, s.cluster)), 0
            ) AS open,
            coalesce(
                sum(s.waiting_tickets) FILTER (WHERE tickets.is_wanted(v_cluster, s.cluster)), 0
            ) AS waiting,
            max(s.content_as_of) AS content_as_of,
            max(s.captured_at) AS captured_at
        FROM tickets.all_daily_snapshots AS s
        WHERE s.dataset = p_dataset
            AND s.snapshot_on >= v_from AND s.snapshot_on <= v_to
        GROUP BY s.snapshot_on
    ),

    counted AS MATERIALIZED (
        SELECT
            g.day::date AS day,
            coalesce(d.created, 0) AS created,
            coalesce(d.closed, 0) AS closed,
            coalesce(d.reopened, 0) AS reopened,
            p.open - sum(coalesce(d.change, 0)) OVER (ORDER BY g.day DESC)
            + coalesce(d.change, 0) AS open,
            p.waiting - sum(coalesce(d.waiting_change, 0)) OVER (ORDER BY g.day DESC)
            + coalesce(d.waiting_change, 0) AS waiting,
            -- The newest of the snapshots of earlier days.
            max(s.captured_at) OVER (
                ORDER BY g.day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS captured_at
        FROM generate_series(
            v_from::timestamp, least(v_to + 1, v_last)::timestamp, interval '1 day'
        ) AS g (day)
        CROSS JOIN present AS p
        LEFT JOIN snapshots AS s ON s.day = g.day::date
        LEFT JOIN (
            SELECT
                f.day,
                sum(f.change) AS change,
                sum(f.waiting_change) AS waiting_change,
                sum(f.created) AS created,
                sum(f.closed) AS closed,
                sum(f.reopened) AS reopened
            FROM flows AS f
            GROUP BY f.day
        ) AS d ON d.day = g.day::date
    ),

    -- Flows that a snapshot had already seen, but that took effect on a later day. Few flows are
    -- known before an earlier day's snapshot, so only those are compared with each snapshot.
    early AS (
        SELECT f.day, f.known_at, f.change
        FROM flows AS f
        INNER JOIN counted AS c ON c.day = f.day AND c.captured_at >= f.known_at
    ),

    ahead AS (
        SELECT s.day, sum(e.change) AS change
        FROM snapshots AS s
        INNER JOIN early AS e ON e.day > s.day AND e.known_at <= s.captured_at
        GROUP BY s.day
    ),

    days AS (
        SELECT
            c.day,
            c.open,
            c.waiting,
            c.created,
            c.closed,
            c.reopened,
            c.day < v_last AS is_complete,
            s.open AS snapshot_open,
            s.waiting AS snapshot_waiting,
            s.content_as_of AS snapshot_as_of,
            c.open - s.open AS difference,
            CASE WHEN c.open <> s.open THEN w END AS why
        FROM counted AS c
        LEFT JOIN snapshots AS s ON s.day = c.day
        LEFT JOIN ahead AS a ON a.day = c.day
        CROSS JOIN LATERAL (
            SELECT
                c.open - s.open + coalesce(a.change, 0) AS learned_since,
                -coalesce(a.change, 0) AS dated_after
        ) AS w
        WHERE c.day <= v_to
    ),

    filters AS (
        SELECT v_cluster AS cluster, v_from AS "from", v_to AS "to", '[]'::jsonb AS unknown
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            ARRAY(SELECT d FROM days AS d ORDER BY d.day) AS days,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS r;

    IF v_cluster IS NOT NULL
        AND NOT jsonb_path_exists(
            v_answer,
            '$.days[*] ? (@.open > 0 || @.waiting > 0 || @.created > 0 || @.closed > 0 || @.snapshot_open > 0)'
        )
    THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_backlog(text, date, date, text) IS
'The backlog day by day (docs/dashboard-api-contract.md).';
