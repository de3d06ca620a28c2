-- Let this transaction write, in a session that only reads by default.
-- params: none. returns: nothing.
SET LOCAL transaction_read_only = 'off'
