-- Wait for the earlier installation's import to end its transaction.
-- params: none. returns: nothing.
LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE
