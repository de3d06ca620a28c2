-- Delete the records of function files that no longer exist.
-- params: paths (text[]). returns: nothing.
DELETE FROM tickets.schema_files
WHERE path = any(%(paths)s)
