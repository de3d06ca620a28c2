-- The figures of the closings that each team or person is credited with, for every day or ISO week,
-- for each name, and in all. A closing that was reopened is no job, whenever that was; it is no
-- first-time fix if that was within the dataset's first_fix_days. Whether it was one is known once
-- that time is over, of closings that were reopened before too: otherwise the failures of the last
-- days would count and the successes would not.
-- Names are compared by name_key, and shown as most closings spell them.
-- params: p_dataset; p_by (team, owner); p_period (day, week: from Monday; window: no periods);
-- p_from (inclusive), p_to (exclusive) and p_as_of (how far the content reaches) as report_window
-- gives them; p_filters as read_filters returns them, which tickets must pass as they are now, NULL
-- if none is set.
-- returns: a row for each period and name, for each name (is_all_periods), for each period
-- (is_all_names) and for all; name: NULL for closings of nobody. days: with a job, in East Africa.
CREATE OR REPLACE FUNCTION tickets.closure_figures(
    p_dataset text,
    p_by text,
    p_period text,
    p_from timestamptz,
    p_to timestamptz,
    p_as_of timestamptz,
    p_filters jsonb
)
RETURNS TABLE (
    is_all_periods boolean,
    is_all_names boolean,
    starts_on date,
    name text,
    jobs bigint,
    reopened bigint,
    days bigint,
    jobs_a_day numeric,
    first_fixed bigint,
    first_fix_known bigint,
    first_fix_unknown bigint,
    first_fix_share numeric,
    mttr_known bigint,
    mttr_mean_minutes numeric,
    within_sla bigint,
    within_sla_known bigint,
    within_sla_share numeric
)
LANGUAGE sql STABLE AS $$
    WITH closings AS (
        SELECT
            CASE p_by WHEN 'owner' THEN c.credit_owner ELSE c.credit_team END AS name,
            (c.closed_at AT TIME ZONE 'Africa/Nairobi')::date AS day,
            c.reopened_at IS NULL AS is_job,
            c.closed_at + d.allowed <= p_as_of AS is_fix_known,
            coalesce(c.reopened_at >= c.closed_at + d.allowed, TRUE) AS is_fix,
            c.mttr,
            c.is_within
        FROM tickets.credited_closings(p_dataset, p_from, p_to) AS c
        CROSS JOIN (
            SELECT make_interval(days => s.first_fix_days) AS allowed
            FROM tickets.datasets AS s
            WHERE s.dataset = p_dataset
        ) AS d
        WHERE p_filters IS NULL
            OR c.ticket_id IN (
                SELECT t.ticket_id FROM tickets.filtered_tickets(p_dataset, p_filters) AS t
            )
        -- So that reopened_at is looked up once for each closing, not once for each of its uses.
        OFFSET 0
    ),

    -- All figures add up, so the closings are read once.
    counted AS MATERIALIZED (
        SELECT
            c.name,
            c.day,
            nullif(tickets.name_key(c.name), '') AS key,
            count(*) AS closings,
            count(*) FILTER (WHERE c.is_job) AS jobs,
            count(*) FILTER (WHERE c.is_fix_known) AS first_fix_known,
            count(*) FILTER (WHERE c.is_fix_known AND c.is_fix) AS first_fixed,
            count(c.mttr) FILTER (WHERE c.is_job) AS mttr_known,
            sum(c.mttr) FILTER (WHERE c.is_job) AS mttr,
            count(c.is_within) FILTER (WHERE c.is_job) AS within_sla_known,
            count(*) FILTER (WHERE c.is_job AND c.is_within) AS within_sla
        FROM closings AS c
        GROUP BY c.name, c.day
    ),

    spelled AS (
        SELECT DISTINCT ON (n.key) n.key, n.name
        FROM (
            SELECT c.key, c.name, sum(c.closings) AS closings
            FROM counted AS c
            GROUP BY c.key, c.name
        ) AS n
        ORDER BY n.key, n.closings DESC, n.name
    ),

    dated AS (
        SELECT
            c.*,
            s.name AS shown_name,
            CASE p_period
                WHEN 'day' THEN c.day
                WHEN 'week' THEN date_trunc('week', c.day::timestamp)::date
            END AS starts_on
        FROM counted AS c
        LEFT JOIN spelled AS s ON s.key = c.key
    ),

    summed AS (
        SELECT
            grouping(c.starts_on) = 1 AS is_all_periods,
            grouping(c.shown_name) = 1 AS is_all_names,
            c.starts_on,
            c.shown_name AS name,
            coalesce(sum(c.closings), 0)::bigint AS closings,
            coalesce(sum(c.jobs), 0)::bigint AS jobs,
            count(DISTINCT c.day) FILTER (WHERE c.jobs > 0) AS days,
            coalesce(sum(c.first_fix_known), 0)::bigint AS first_fix_known,
            coalesce(sum(c.first_fixed), 0)::bigint AS first_fixed,
            coalesce(sum(c.mttr_known), 0)::bigint AS mttr_known,
            sum(c.mttr) AS mttr,
            coalesce(sum(c.within_sla_known), 0)::bigint AS within_sla_known,
            coalesce(sum(c.within_sla), 0)::bigint AS within_sla
        FROM dated AS c
        GROUP BY GROUPING SETS (
            (), (c.shown_name), (c.starts_on), (c.starts_on, c.shown_name)
        )
        HAVING p_period <> 'window' OR grouping(c.starts_on) = 1
    )

    SELECT
        s.is_all_periods,
        s.is_all_names,
        s.starts_on,
        s.name,
        s.jobs,
        s.closings - s.jobs AS reopened,
        s.days,
        round(s.jobs::numeric / nullif(s.days, 0), 2) AS jobs_a_day,
        s.first_fixed,
        s.first_fix_known,
        s.closings - s.first_fix_known AS first_fix_unknown,
        round(s.first_fixed::numeric / nullif(s.first_fix_known, 0), 4) AS first_fix_share,
        s.mttr_known,
        round(s.mttr / nullif(s.mttr_known, 0), 1) AS mttr_mean_minutes,
        s.within_sla,
        s.within_sla_known,
        round(s.within_sla::numeric / nullif(s.within_sla_known, 0), 4) AS within_sla_share
    FROM summed AS s
$$;
COMMENT ON FUNCTION tickets.closure_figures(
    text, text, text, timestamptz, timestamptz, timestamptz, jsonb
) IS 'Jobs, first-time fixes, time to repair and SLA of the closings, by name and period.';
