-- Set what a phrase of statuses means.
-- params: phrase, meaning, note (NULL: none). returns: the phrase as it is compared.
INSERT INTO tickets.status_words AS w (phrase, meaning, note)
VALUES (%(phrase)s, %(meaning)s, %(note)s)
ON CONFLICT (phrase) DO UPDATE
    SET
        meaning = excluded.meaning,
        note = excluded.note,
        is_default = FALSE
RETURNING w.phrase;
