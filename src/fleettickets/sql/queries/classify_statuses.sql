-- Find out what the words of the batch's statuses say. The words do not change until the
-- transaction ends: the lock comes in a statement of its own, so that the next one sees every
-- change that was committed before it. Each spelling is read once, because the key of a status
-- takes longer than all else that the fold does with it. A raw_status beside a normalized_status is
-- read for warnings only (insert_warnings.sql). No staged text is blank.
-- params: none. returns: nothing.
SELECT tickets.lock_words(TRUE);

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
    FROM (
        SELECT
            c.normalized_status,
            c.raw_status,
            min(c.change_no) AS change_no
        FROM staged_changes AS c
        GROUP BY c.normalized_status, c.raw_status
    ) AS p
    INNER JOIN LATERAL (
        VALUES
        (coalesce(p.normalized_status, p.raw_status), p.change_no),
        (p.raw_status, NULL)
    ) AS v (spelling, change_no) ON TRUE
    GROUP BY v.spelling
) AS s
WHERE s.spelling IS NOT NULL;
