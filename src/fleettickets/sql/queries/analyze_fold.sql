-- Tell the planner about the columns of the fold that the writing statements read.
-- params: none. returns: nothing.
ANALYZE folded_changes (
    change_no, ticket_id, is_first, is_changed, is_newest, was_open, is_open
)
