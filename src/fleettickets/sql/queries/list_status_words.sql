-- List the words of statuses, those of open tickets after those of closed ones.
-- params: none. returns: phrase, meaning, is_default, note.
SELECT
    w.phrase,
    w.meaning,
    w.is_default,
    w.note
FROM tickets.status_words AS w
ORDER BY w.meaning ASC, w.phrase ASC;
