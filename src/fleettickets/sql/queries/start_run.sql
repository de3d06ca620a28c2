-- Record the start of a run; earlier runs of this dataset without an end were killed.
-- params: dataset, source, is_drain.
-- returns: run_id, has_new_coordinates (mark_coordinates.sql).
WITH abandoned AS (
    UPDATE tickets.import_runs AS r
    SET state = 'abandoned', finished_at = now(), error = 'The process ended before the run did.'
    WHERE r.dataset = %(dataset)s AND r.state = 'running'
)

INSERT INTO tickets.import_runs (dataset, source, is_drain)
VALUES (%(dataset)s, %(source)s, %(is_drain)s)
RETURNING
    run_id,
    EXISTS (
        SELECT FROM tickets.import_meta AS m
        WHERE m.dataset = %(dataset)s AND m.metadata ? 'has_new_coordinates'
    ) AS has_new_coordinates;
