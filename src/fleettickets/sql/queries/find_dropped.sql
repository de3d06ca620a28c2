-- Find a table that lacks what the batch wrote to it: a trigger or rule of the operator's drops a
-- row without any error. Of the events, those of beginnings and closings are looked for.
-- params: dataset, table_name. returns: table, count, ticket; no row if nothing is missing.
WITH versions AS NOT MATERIALIZED (
    SELECT
        c.ticket_id,
        c.change_no,
        c.is_first,
        c.is_newest,
        f.change_key,
        (c.change_no & 4294967295)::integer AS change_line,
        coalesce(c.from_lifecycle <> 'closed', TRUE) AND c.to_lifecycle = 'closed' AS is_closing
    FROM folded_changes AS c
    INNER JOIN staged_files AS f ON f.file_no = (c.change_no >> 32)::integer
),

dropped AS (
    SELECT
        %(table_name)s AS table_name,
        v.ticket_id
    FROM versions AS v
    INNER JOIN staged_changes AS s ON v.change_no = s.change_no
    LEFT JOIN {table} AS t ON v.ticket_id = t.ticket_id
    WHERE
        v.is_newest
        AND s.raw IS NOT NULL
        AND (t.change_key, t.change_line) IS DISTINCT FROM (v.change_key, v.change_line)
    UNION ALL
    SELECT
        'tickets.ticket_events' AS table_name,
        v.ticket_id
    FROM versions AS v
    WHERE
        (v.is_first OR v.is_closing)
        AND NOT EXISTS (
            SELECT FROM tickets.ticket_events AS e
            WHERE
                e.dataset = %(dataset)s
                AND e.ticket_id = v.ticket_id
                AND e.change_key = v.change_key
                AND e.change_line = v.change_line
                AND e.kind = CASE WHEN v.is_first THEN 'opened' ELSE 'closed' END
        )
    UNION ALL
    SELECT
        'tickets.closure_events' AS table_name,
        v.ticket_id
    FROM versions AS v
    WHERE
        v.is_closing
        AND NOT EXISTS (
            SELECT FROM tickets.closure_events AS e
            WHERE
                e.dataset = %(dataset)s
                AND e.ticket_id = v.ticket_id
                AND e.change_key = v.change_key
                AND e.change_line = v.change_line
        )
)

SELECT
    d.table_name,
    count(*) AS rows_dropped,
    min(d.ticket_id) AS first_ticket
FROM dropped AS d
GROUP BY d.table_name
ORDER BY d.table_name DESC
LIMIT 1;
