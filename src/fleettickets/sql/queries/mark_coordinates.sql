-- Record that tickets with unchecked coordinates were written, or that all were checked.
-- params: dataset, is_new. returns: nothing.
UPDATE tickets.import_meta AS m
SET
    metadata = CASE
        WHEN %(is_new)s THEN m.metadata || '{"has_new_coordinates": true}'
        ELSE m.metadata - 'has_new_coordinates'
    END
WHERE m.dataset = %(dataset)s;
