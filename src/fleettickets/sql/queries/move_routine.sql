-- Move a function to another schema; it keeps its owner and its grants.
-- params: none. returns: nothing.
ALTER FUNCTION {routine} SET SCHEMA {schema}
