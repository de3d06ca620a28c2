-- tickets.lock_words for the trigger of tickets.status_words.
-- params: none, a trigger for each statement. returns: nothing.
CREATE OR REPLACE FUNCTION tickets.lock_words_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets.lock_words(FALSE);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.lock_words_by_trigger() IS
'Keeps imports out while the words of statuses change.';

CREATE OR REPLACE TRIGGER lock_words BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE
ON tickets.status_words FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_words_by_trigger();
