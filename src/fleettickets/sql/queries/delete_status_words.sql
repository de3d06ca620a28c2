-- Delete a phrase of statuses.
-- params: phrase. returns: the deleted phrase, or no row.
DELETE FROM tickets.status_words AS w
WHERE w.phrase = tickets.plain_words(%(phrase)s)
RETURNING w.phrase;
