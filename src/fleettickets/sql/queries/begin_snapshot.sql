-- Let this transaction read one instant of the database and write nothing.
-- params: none. returns: nothing.
SET LOCAL transaction_isolation = 'repeatable read';
SET LOCAL transaction_read_only = 'on'
