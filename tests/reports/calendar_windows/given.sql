-- Edges of East Africa Time, each with a ticket a second before it and one on it: the Monday
-- 2020-06-22, the months July 2020 and March 2021 (February has 28 days), and the year 2021, which
-- begins on a Friday: the first day of its ISO week is 2020-12-28, and its own first ISO week begins
-- on 2021-01-04.
INSERT INTO given (file_at, ticket_id, normalized_status, created_at_service, closed_at)
SELECT '2021-03-02 09:00', c.ticket_id, 'closed', '2020-06-01 08:00:00', c.closed_at
FROM (
    VALUES
    ('Sunday', '2020-06-21 23:59:59'), ('Monday', '2020-06-22 00:00:00'),
    ('June ends', '2020-06-30 23:59:59'), ('July', '2020-07-01 00:00:00'),
    ('week 52 ends', '2020-12-27 23:59:59'), ('week 53', '2020-12-28 00:00:00'),
    ('year ends', '2020-12-31 23:59:59'), ('year', '2021-01-01 00:00:00'),
    ('week 53 ends', '2021-01-03 23:59:59'), ('week 1', '2021-01-04 00:00:00'),
    ('February ends', '2021-02-28 23:59:59'), ('March', '2021-03-01 00:00:00'),
    ('now', '2021-03-02 08:00:00')
) AS c (ticket_id, closed_at);
