-- The rows of a reporting function.
-- params: call, the call of the function, and the function's arguments.
-- returns: as the function.
SELECT t.*
FROM {call} AS t
