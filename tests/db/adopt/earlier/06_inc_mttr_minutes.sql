ALTER TABLE tickets.inc DROP COLUMN mttr, DROP COLUMN is_alarm;
ALTER TABLE tickets.inc
ADD COLUMN mttr integer GENERATED ALWAYS AS (
    round(nullif(raw ->> 'mttr', '')::numeric * 60)::integer
) STORED;
