-- Move a view to another schema.
-- params: none. returns: nothing.
ALTER VIEW {relation} SET SCHEMA {schema}
