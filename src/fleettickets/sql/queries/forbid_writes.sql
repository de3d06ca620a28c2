-- Let this transaction write nothing but temporary tables.
-- params: none. returns: nothing.
SET LOCAL transaction_read_only = 'on'
