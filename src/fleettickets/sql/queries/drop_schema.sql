-- Drop a schema of ours on which nothing else depends.
-- params: none. returns: nothing.
DROP SCHEMA {schema} CASCADE
