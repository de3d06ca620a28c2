-- List what this database has applied.
-- params: none. returns: (path, digest).
SELECT
    path,
    digest
FROM tickets.schema_files
