-- Make the stage ready for another batch.
-- params: none. returns: nothing.
TRUNCATE
staged_files, staged_changes, staged_rejects, staged_rewinds, forgotten_history, folded_changes;
