-- Record a migration, and mark every function and view to be made again, in the migration's
-- transaction: a crash before they are made leaves them pending.
-- params: path, digest. returns: nothing.
WITH stale AS (
    UPDATE tickets.schema_files SET digest = NULL
    WHERE object_name IS NOT NULL
)

INSERT INTO tickets.schema_files (path, digest)
VALUES (%(path)s, %(digest)s)
