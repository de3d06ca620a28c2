-- Take over the daily snapshots, whatever the columns of the earlier table are called. A day's row
-- becomes a row for each cluster of by_cluster, if these sum up to no more than the day's open
-- tickets, and a row without a cluster for the rest, which also holds what is known of the whole
-- day.
-- params: none. returns: one row, (carried), the days.
WITH rows AS (
    SELECT to_jsonb(o) AS entry FROM {table} AS o
),

days AS (
    SELECT
        r.entry,
        coalesce(
            r.entry ->> 'snapshot_on', r.entry ->> 'snapshot_date', r.entry ->> 'snapshot_day',
            r.entry ->> 'day', r.entry ->> 'date'
        )::date AS snapshot_on,
        coalesce(
            r.entry ->> 'open', r.entry ->> 'open_count', r.entry ->> 'open_total',
            r.entry ->> 'open_tickets', r.entry ->> 'total_open', r.entry ->> 'backlog'
        )::integer AS open_tickets,
        coalesce(
            r.entry ->> 'created', r.entry ->> 'created_count', r.entry ->> 'created_tickets',
            r.entry ->> 'opened', '0'
        )::integer AS created,
        coalesce(
            r.entry ->> 'closed', r.entry ->> 'closed_count', r.entry ->> 'closed_tickets', '0'
        )::integer AS closed,
        coalesce(
            r.entry ->> 'captured_at', r.entry ->> 'updated_at', r.entry ->> 'created_at'
        )::timestamptz AS captured_at,
        coalesce(
            r.entry -> 'by_cluster', r.entry -> 'open_by_cluster', r.entry -> 'clusters'
        ) AS by_cluster
    FROM rows AS r
),

parts AS (
    SELECT
        d.snapshot_on,
        coalesce(btrim(e.key), '') AS cluster,
        CASE jsonb_typeof(e.value)
            WHEN 'number' THEN (e.value #>> '{{}}')::integer
            ELSE coalesce(e.value ->> 'open', e.value ->> 'count', '0')::integer
        END AS open_tickets
    FROM days AS d
    CROSS JOIN
        LATERAL jsonb_each(
            CASE WHEN jsonb_typeof(d.by_cluster) = 'object' THEN d.by_cluster ELSE '{{}}' END
        ) AS e
    UNION ALL
    SELECT
        d.snapshot_on,
        coalesce(btrim(e.value ->> 'cluster'), '') AS cluster,
        coalesce(
            e.value ->> 'open', e.value ->> 'count', e.value ->> 'tickets', '0'
        )::integer AS open_tickets
    FROM days AS d
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(d.by_cluster) = 'array' THEN d.by_cluster ELSE '[]' END
    ) AS e
),

sums AS (
    SELECT
        p.snapshot_on,
        sum(p.open_tickets) FILTER (WHERE p.cluster <> '')::integer AS open_tickets
    FROM parts AS p
    GROUP BY p.snapshot_on
),

counted AS (
    SELECT
        d.*,
        coalesce(s.open_tickets, 0) AS in_clusters,
        coalesce(s.open_tickets, 0) <= coalesce(d.open_tickets, s.open_tickets) AS is_split
    FROM days AS d
    LEFT JOIN sums AS s ON d.snapshot_on = s.snapshot_on
    WHERE d.snapshot_on IS NOT NULL AND coalesce(d.open_tickets, s.open_tickets) IS NOT NULL
),

clusters AS (
    SELECT
        c.snapshot_on,
        '' AS cluster,
        coalesce(c.open_tickets, c.in_clusters)
        - CASE WHEN c.is_split THEN c.in_clusters ELSE 0 END AS open_tickets,
        c.created,
        c.closed,
        c.captured_at,
        c.entry AS carried_row
    FROM counted AS c
    UNION ALL
    SELECT
        c.snapshot_on,
        p.cluster,
        p.open_tickets,
        0 AS created,
        0 AS closed,
        c.captured_at,
        NULL AS carried_row
    FROM counted AS c
    INNER JOIN parts AS p ON c.snapshot_on = p.snapshot_on
    WHERE c.is_split AND p.cluster <> ''
),

written AS (
    INSERT INTO {snapshots} (
        snapshot_on, cluster, open_tickets, actionable_tickets, created, closed, reopened,
        content_as_of, captured_at, is_carried, carried_row
    )
    SELECT DISTINCT ON (c.snapshot_on, c.cluster)
        c.snapshot_on,
        c.cluster,
        c.open_tickets,
        -- That installation counted the actionable tickets as open.
        c.open_tickets AS actionable_tickets,
        c.created,
        c.closed,
        0 AS reopened,
        coalesce(c.captured_at, e.ends_at) AS content_as_of,
        coalesce(c.captured_at, e.ends_at) AS captured_at,
        TRUE AS is_carried,
        c.carried_row
    FROM clusters AS c
    CROSS JOIN
        LATERAL (
            VALUES ((c.snapshot_on + 1)::timestamp AT TIME ZONE 'Africa/Nairobi')
        ) AS e (ends_at)
    ORDER BY c.snapshot_on ASC, c.cluster ASC, c.open_tickets DESC
    ON CONFLICT (snapshot_on, cluster) DO NOTHING
    RETURNING snapshot_on
)

SELECT count(DISTINCT w.snapshot_on) AS carried FROM written AS w
