-- Remove everything that migrations made.
-- params: none. returns: nothing.
DROP SCHEMA IF EXISTS dispatch CASCADE;
DROP SCHEMA tickets CASCADE;
DROP SCHEMA reporting CASCADE
