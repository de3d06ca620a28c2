-- Find out what the words of the batch's statuses say. The words do not change until the
-- transaction ends: the lock comes in a statement of its own, so that the next one sees every
-- change that was committed before it.
-- params: none. returns: nothing.
SELECT tickets.lock_words(TRUE);

INSERT INTO staged_statuses (status, meaning, change_no)
SELECT
    s.status,
    tickets.status_meaning(s.status) AS meaning,
    s.change_no
FROM (
    SELECT
        tickets.status_key(c.normalized_status, c.raw_status) AS status,
        min(c.change_no) AS change_no
    FROM staged_changes AS c
    GROUP BY tickets.status_key(c.normalized_status, c.raw_status)
) AS s
WHERE s.status IS NOT NULL;
