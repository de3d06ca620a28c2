-- Check that the server still answers.
-- params: none. returns: one row, to be ignored.
SELECT 1 AS pong
