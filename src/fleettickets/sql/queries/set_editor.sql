-- Name the person whose edits of places follow in this transaction.
-- params: editor. returns: one row, to be ignored.
SELECT set_config('fleettickets.editor', %(editor)s, TRUE) AS editor
