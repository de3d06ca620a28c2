-- Note that tickets were written whose coordinates nobody has looked at, or that none are left.
-- params: dataset, is_new. returns: nothing.
UPDATE tickets.import_meta AS m
SET
    metadata = CASE
        WHEN %(is_new)s THEN m.metadata || '{"has_new_coordinates": true}'
        ELSE m.metadata - 'has_new_coordinates'
    END
WHERE m.dataset = %(dataset)s;
