-- Drop a schema of ours in which nothing is left.
-- params: none. returns: nothing.
DROP SCHEMA {schema} RESTRICT
