-- List the files that were applied to this database.
-- params: none. returns: (path, digest).
SELECT
    path,
    digest
FROM tickets.schema_files
