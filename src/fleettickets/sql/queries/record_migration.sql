-- Record a migration, and mark every function for re-creation, in the migration's transaction:
-- after a crash before the functions are re-created, they are still pending.
-- params: path, digest. returns: nothing.
WITH stale AS (
    UPDATE tickets.schema_files SET digest = NULL
    WHERE routine IS NOT NULL
)

INSERT INTO tickets.schema_files (path, digest)
VALUES (%(path)s, %(digest)s)
