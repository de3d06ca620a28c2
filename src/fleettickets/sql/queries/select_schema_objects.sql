-- List what the migrator has created in this database.
-- params: none. returns: (identity).
SELECT identity FROM tickets.schema_objects
