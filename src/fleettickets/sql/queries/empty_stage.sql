-- Empty the stage for the next batch.
-- params: none. returns: nothing.
TRUNCATE
staged_files, staged_changes, staged_statuses, staged_rejects, staged_rewinds, rewound_history,
folded_changes;
