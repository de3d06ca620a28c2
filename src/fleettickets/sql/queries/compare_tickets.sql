-- Compare the tickets of the earlier installation with those that are here now. Open: actionable
-- there, is_open here. Closed: with a closing time there, by its lifecycle here. A position has
-- moved by more than 100 m.
-- params: shown (how many tickets to name for each difference).
-- returns: (kind, total, ticket_ids): first the counts of both, without tickets, then each
-- difference, with its first tickets.
WITH earlier AS MATERIALIZED (
    SELECT
        o.ticket_id,
        tickets.to_flag(o.raw ->> 'is_alarm') IS TRUE
        OR starts_with(ltrim(o.ticket_id), 'EXPORT STOPPED') AS is_dropped,
        tickets.to_flag(o.raw ->> 'is_actionable') IS TRUE AS is_open,
        nullif(btrim(o.raw ->> 'closed_at'), '') IS NOT NULL AS is_closed,
        -- A table without the column gives NULL.
        st_geomfromgeojson(nullif(to_jsonb(o) -> 'geom', 'null')::text) AS geom
    FROM {before} AS o
),

paired AS MATERIALIZED (
    SELECT
        coalesce(e.ticket_id, t.ticket_id) AS ticket_id,
        e.ticket_id IS NOT NULL AS is_before,
        t.ticket_id IS NOT NULL AS is_now,
        coalesce(e.is_dropped, FALSE) AS is_dropped,
        coalesce(e.is_open, FALSE) AS was_open,
        coalesce(t.is_open, FALSE) AS is_open,
        coalesce(e.is_closed, FALSE) AS was_closed,
        coalesce(t.lifecycle = 'closed', FALSE) AS is_closed,
        e.geom IS NOT NULL AS had_position,
        t.geom IS NOT NULL AS has_position,
        coalesce(st_distancesphere(e.geom, t.geom) > 100, FALSE) AS is_moved
    FROM earlier AS e
    FULL JOIN {tickets} AS t ON e.ticket_id = t.ticket_id
),

lines AS (
    SELECT
        n.place,
        n.kind,
        p.ticket_id,
        n.place > 8 AS is_difference
    FROM paired AS p
    CROSS JOIN
        LATERAL (
            VALUES
            (1, 'tickets_before', p.is_before),
            (2, 'tickets_now', p.is_now),
            (3, 'open_before', p.was_open),
            (4, 'open_now', p.is_open),
            (5, 'closed_before', p.was_closed),
            (6, 'closed_now', p.is_closed),
            (7, 'positions_before', p.had_position),
            (8, 'positions_now', p.has_position),
            (9, 'missing', p.is_before AND NOT p.is_now AND NOT p.is_dropped),
            (10, 'dropped', p.is_before AND NOT p.is_now AND p.is_dropped),
            (11, 'new', p.is_now AND NOT p.is_before),
            (12, 'no_longer_open', p.is_before AND p.is_now AND p.was_open AND NOT p.is_open),
            (13, 'open_again', p.is_before AND p.is_now AND p.is_open AND NOT p.was_open),
            (14, 'no_longer_closed', p.is_before AND p.is_now AND p.was_closed AND NOT p.is_closed),
            (15, 'closed_since', p.is_before AND p.is_now AND p.is_closed AND NOT p.was_closed),
            (16, 'without_position', p.is_now AND p.had_position AND NOT p.has_position),
            (17, 'position_found', p.is_before AND p.has_position AND NOT p.had_position),
            (18, 'position_moved', p.is_moved)
        ) AS n (place, kind, is_so)
    WHERE n.is_so
),

numbered AS (
    SELECT
        l.place,
        l.kind,
        l.ticket_id,
        l.is_difference,
        row_number() OVER (PARTITION BY l.place ORDER BY l.ticket_id) AS position
    FROM lines AS l
)

SELECT
    n.kind,
    count(*) AS total,
    array_remove(
        array_agg(
            CASE WHEN n.is_difference AND n.position <= %(shown)s THEN n.ticket_id END
            ORDER BY n.ticket_id
        ),
        NULL
    ) AS ticket_ids
FROM numbered AS n
GROUP BY n.place, n.kind
ORDER BY n.place
