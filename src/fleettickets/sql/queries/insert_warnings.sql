-- Warn of the rows whose signs of life contradict each other, and of those that are dated after
-- their file. The parser cannot know either: the words of statuses are in the database, and a
-- file's time is in its name. At most 1,000 rows of each file are kept; the next warning states how
-- many more there are.
-- params: dataset, change_keys, run_id. returns: nothing.
WITH versions AS (
    SELECT
        s.change_no,
        s.raw,
        s.invalid,
        s.is_actionable,
        s.opened_at,
        s.closed_at,
        f.file_no,
        f.change_key,
        f.key_at,
        m.meaning,
        s.bucket,
        s.normalized_status IS NOT NULL AND r.meaning = 'closed' AS is_raw_closed
    FROM staged_changes AS s
    INNER JOIN staged_files AS f ON f.file_no = (s.change_no >> 32)::integer
    LEFT JOIN staged_statuses AS m
        ON m.spelling = coalesce(s.normalized_status, s.raw_status)
    LEFT JOIN staged_statuses AS r ON s.raw_status = r.spelling
    WHERE
        f.change_key = any(%(change_keys)s)
        -- Nearly every row needs no warning, so the others are left out first.
        AND (
            s.closed_at > f.key_at
            OR s.opened_at > f.key_at
            OR (
                (s.is_actionable OR m.meaning = 'open' OR s.bucket = 'pending')
                AND (
                    s.closed_at IS NOT NULL OR 'closed' IN (m.meaning, r.meaning, s.bucket)
                )
            )
        )
),

contradictory AS (
    SELECT
        v.change_no,
        v.file_no,
        v.change_key,
        v.raw,
        CASE
            WHEN v.is_actionable THEN 'is_actionable'
            WHEN v.bucket = 'pending' THEN 'bucket'
            ELSE 'normalized_status'
        END AS column_name,
        format(
            '%%s, but %%s: counted as %%s',
            concat_ws(
                ' and ',
                CASE WHEN v.is_actionable THEN 'is_actionable is true' END,
                CASE WHEN v.bucket = 'pending' THEN 'bucket is pending' END,
                CASE WHEN v.meaning = 'open' THEN 'the status is one of open tickets' END
            ),
            concat_ws(
                ' and ',
                CASE WHEN v.closed_at IS NOT NULL THEN 'closed_at is set' END,
                CASE WHEN v.bucket = 'closed' THEN 'bucket is closed' END,
                CASE
                    WHEN v.meaning = 'closed' THEN 'the status is one of closed tickets'
                    WHEN v.is_raw_closed THEN 'raw_status is one of closed tickets'
                END
            ),
            tickets.lifecycle(v.is_actionable, v.closed_at, v.bucket, v.meaning)
        ) AS reason
    FROM versions AS v
    WHERE
        (v.is_actionable OR v.bucket = 'pending' OR v.meaning = 'open')
        AND (
            v.closed_at IS NOT NULL
            OR v.bucket = 'closed'
            OR v.meaning = 'closed'
            OR v.is_raw_closed
        )
),

late_versions AS (
    SELECT
        v.change_no,
        v.file_no,
        v.change_key,
        v.raw,
        ARRAY[
            CASE WHEN v.closed_at > v.key_at THEN 'closed_at' END,
            CASE
                WHEN coalesce(v.opened_at <= v.key_at, TRUE) THEN NULL
                WHEN v.raw::jsonb ->> 'created_at_service' IS NULL THEN 'first_seen_at'
                WHEN 'created_at_service' = any(v.invalid) THEN 'first_seen_at'
                ELSE 'created_at_service'
            END
        ] AS column_names
    FROM versions AS v
    WHERE v.closed_at > v.key_at OR v.opened_at > v.key_at
),

ahead AS (
    SELECT
        v.change_no,
        v.file_no,
        v.change_key,
        v.raw,
        w.column_name,
        format(
            'expected a time not after the file''s, which is stored instead, got %%L',
            left(v.raw::jsonb ->> w.column_name, 200)
        ) AS reason
    FROM late_versions AS v
    CROSS JOIN LATERAL unnest(v.column_names) AS w (column_name)
    WHERE w.column_name IS NOT NULL
),

numbered AS (
    SELECT
        w.change_no,
        w.change_key,
        w.raw,
        w.column_name,
        w.reason,
        row_number() OVER (
            PARTITION BY w.file_no ORDER BY w.change_no, w.column_name
        ) AS warning_no,
        count(*) OVER (PARTITION BY w.file_no) AS warnings
    FROM (
        SELECT
            c.change_no,
            c.file_no,
            c.change_key,
            c.raw,
            c.column_name,
            c.reason
        FROM contradictory AS c
        UNION ALL
        SELECT
            a.change_no,
            a.file_no,
            a.change_key,
            a.raw,
            a.column_name,
            a.reason
        FROM ahead AS a
    ) AS w
)

INSERT INTO tickets.import_rejects (
    dataset, change_key, change_line, severity, column_name, reason, raw_row, run_id
)
SELECT
    %(dataset)s AS dataset,
    n.change_key,
    (n.change_no & 4294967295)::integer AS change_line,
    'warning' AS severity,
    CASE WHEN n.warning_no <= 1000 THEN n.column_name END AS column_name,
    CASE
        WHEN n.warning_no <= 1000 THEN n.reason
        ELSE format('%%s more warnings of this kind are not kept', n.warnings - 1000)
    END AS reason,
    CASE WHEN n.warning_no <= 1000 THEN n.raw ELSE '' END AS raw_row,
    %(run_id)s AS run_id
FROM numbered AS n
WHERE n.warning_no <= 1001
ORDER BY n.change_no ASC;
