-- Record a function's file.
-- params: path, digest, routine. returns: nothing.
INSERT INTO tickets.schema_files AS f (path, digest, routine)
VALUES (%(path)s, %(digest)s, %(routine)s)
ON CONFLICT (path) DO UPDATE
    SET
        digest = excluded.digest,
        routine = excluded.routine,
        applied_at = excluded.applied_at
