-- Convert the stored mttr of a dataset after a change of its unit, from the feed's own numbers.
-- It takes the dataset's lock, as an import does: otherwise an import that is running would still
-- write in the old unit.
-- params: none, a trigger of tickets.datasets. returns: the row.
CREATE OR REPLACE FUNCTION tickets.convert_mttr() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass(format('tickets.%I', new.dataset)) IS NULL THEN
        RETURN NULL; -- build_datasets has not made its table yet
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.import'), hashtext(new.dataset));
    -- The trigger derive_ticket computes the values.
    EXECUTE format(
        'UPDATE tickets.%I SET raw = raw WHERE raw ->> ''mttr'' IS NOT NULL', new.dataset
    );
    UPDATE tickets.closure_events AS c
    SET mttr = round(c.source_mttr * new.minutes_per_mttr)::integer
    WHERE c.dataset = new.dataset AND c.source_mttr IS NOT NULL;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION tickets.convert_mttr() IS
'Converts the stored mttr of a dataset after a change of datasets.mttr_unit.';

CREATE OR REPLACE TRIGGER convert_mttr
AFTER UPDATE OF mttr_unit ON tickets.datasets
FOR EACH ROW WHEN (old.mttr_unit <> new.mttr_unit)
EXECUTE FUNCTION tickets.convert_mttr();
