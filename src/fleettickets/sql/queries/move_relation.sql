-- Move a table or view to another schema.
-- params: none. returns: nothing.
ALTER TABLE {relation} SET SCHEMA {schema}
