-- Tell the planner about the columns of the fold that the writing statements read.
-- params: none. returns: nothing.
ANALYZE folded_changes (
    change_no, ticket_id, is_first, is_newest, from_lifecycle, to_lifecycle
)
