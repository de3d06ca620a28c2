-- Remove what was staged of one file.
-- params: file_no. returns: nothing.
WITH deleted_rejects AS (
    DELETE FROM staged_rejects
    WHERE change_no >> 32 = %(file_no)s
)

DELETE FROM staged_changes
WHERE change_no >> 32 = %(file_no)s
