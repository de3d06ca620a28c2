-- Record a migration, and mark every function to be made again, in the migration's transaction:
-- a crash before the functions are made leaves them pending.
-- params: path, digest. returns: nothing.
WITH stale AS (
    UPDATE tickets.schema_files SET digest = NULL
    WHERE routine IS NOT NULL
)

INSERT INTO tickets.schema_files (path, digest)
VALUES (%(path)s, %(digest)s)
