-- Read where the crews are.
-- params: none. returns: one row: a JSON object.
SELECT dispatch.crew_positions() AS positions;
