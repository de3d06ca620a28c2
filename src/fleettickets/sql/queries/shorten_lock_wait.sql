-- Wait two seconds at most for a lock in this transaction.
-- params: none. returns: nothing.
SET LOCAL lock_timeout = '2s'
