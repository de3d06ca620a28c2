-- Bring a phrase into the form in which it is compared, and mark a changed one as no longer the
-- shipped default, however it was changed.
-- params: none, a trigger of tickets.status_words. returns: the row.
CREATE OR REPLACE FUNCTION tickets.label_status_words() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    new.phrase := tickets.plain_words(new.phrase);
    IF tg_op = 'UPDATE' AND (new.phrase, new.meaning) <> (old.phrase, old.meaning) THEN
        new.is_default := FALSE;
    END IF;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.label_status_words() IS
'Keeps the form of a phrase and its is_default right, even if it is changed by SQL.';

CREATE OR REPLACE TRIGGER label_status_words BEFORE INSERT OR UPDATE ON tickets.status_words
FOR EACH ROW EXECUTE FUNCTION tickets.label_status_words();
