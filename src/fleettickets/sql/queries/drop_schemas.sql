-- Remove everything that migrations made.
-- params: none. returns: nothing.
DROP SCHEMA tickets CASCADE;
DROP SCHEMA reporting CASCADE
