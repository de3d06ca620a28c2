-- Record that a step of the adoption is done.
-- params: step, details (jsonb). returns: nothing.
INSERT INTO tickets_before.adoption AS a (step, details)
VALUES (%(step)s, %(details)s)
ON CONFLICT (step) DO UPDATE
    SET details = excluded.details, finished_at = excluded.finished_at
