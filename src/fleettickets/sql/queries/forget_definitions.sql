-- Forget files of functions and views that no longer exist.
-- params: paths (text[]). returns: nothing.
DELETE FROM tickets.schema_files
WHERE path = any(%(paths)s)
