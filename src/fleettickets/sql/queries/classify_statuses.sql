-- Find out what the words of the batch's statuses say. The words do not change until the
-- transaction ends: the lock comes in a statement of its own, so that the next one sees every
-- change that was committed before it. Each spelling is read once, because the key of a status
-- takes longer than all else that the fold does with it. A raw_status beside a normalized_status is
-- read for warnings only (insert_warnings.sql). No staged text is blank. The same pass counts the
-- versions of each file.
-- params: none. returns: nothing.
SELECT tickets.lock_words(TRUE);

WITH found AS MATERIALIZED (
    SELECT
        c.normalized_status,
        c.raw_status,
        (c.change_no >> 32)::integer AS file_no,
        count(*) AS versions,
        min(c.change_no) AS change_no
    FROM staged_changes AS c
    GROUP BY (c.change_no >> 32)::integer, c.normalized_status, c.raw_status
),

counted AS (
    UPDATE staged_files AS f
    SET versions = v.versions
    FROM (
        SELECT
            n.file_no,
            sum(n.versions) AS versions
        FROM found AS n
        GROUP BY n.file_no
    ) AS v
    WHERE f.file_no = v.file_no
)

INSERT INTO staged_statuses (spelling, status, meaning, change_no)
SELECT
    s.spelling,
    tickets.status_key(s.spelling, NULL) AS status,
    tickets.status_meaning(tickets.status_key(s.spelling, NULL)) AS meaning,
    s.change_no
FROM (
    SELECT
        v.spelling,
        min(v.change_no) AS change_no
    FROM found AS n
    INNER JOIN LATERAL (
        VALUES
        (coalesce(n.normalized_status, n.raw_status), n.change_no),
        (n.raw_status, NULL)
    ) AS v (spelling, change_no) ON v.spelling IS NOT NULL
    GROUP BY v.spelling
) AS s;
