-- A column of the feed that files may lack, here the time at which the customer reported the fault.
-- Copy it to sql/migrations under the next number, with your column's name and type: text,
-- timestamptz, boolean or integer (minutes; sql/views/dataset_columns.sql for another unit). The types' views follow by themselves
-- (sql/functions/build_datasets.sql).
DO $$
DECLARE
    v_dataset text;
BEGIN
    FOR v_dataset IN
        SELECT d.dataset FROM tickets.datasets AS d
        WHERE to_regclass(format('tickets.%I', d.dataset)) IS NOT NULL
    LOOP
        EXECUTE format('ALTER TABLE tickets.%I ADD COLUMN reported_at timestamptz', v_dataset);
        -- Until now it was an extra column, which raw has: derive_ticket fills the new one.
        EXECUTE format(
            'UPDATE tickets.%I SET raw = raw WHERE raw ->> ''reported_at'' IS NOT NULL', v_dataset
        );
    END LOOP;
END
$$;
