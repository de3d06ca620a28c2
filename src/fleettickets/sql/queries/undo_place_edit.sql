-- Restore what an edit of a place changed.
-- params: edit_id, editor. returns: one row, how many spellings were restored.
SELECT tickets.undo_place_edit(%(edit_id)s, %(editor)s) AS restored
