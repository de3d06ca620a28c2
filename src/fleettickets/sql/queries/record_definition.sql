-- Record the file of a function or view.
-- params: path, digest, object_name. returns: nothing.
INSERT INTO tickets.schema_files AS f (path, digest, object_name)
VALUES (%(path)s, %(digest)s, %(object_name)s)
ON CONFLICT (path) DO UPDATE
    SET
        digest = excluded.digest,
        object_name = excluded.object_name,
        applied_at = excluded.applied_at
