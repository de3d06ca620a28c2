-- Tell the planner about the two columns that the fold sorts by. For every column, it would compare
-- a sample of the raw rows byte by byte.
-- params: none. returns: nothing.
ANALYZE staged_changes (change_no, ticket_id)
