-- Keep everybody else from changing positions until this transaction ends.
-- params: none. returns: one row, to be ignored.
SELECT tickets.lock_positions(FALSE) AS locked;
