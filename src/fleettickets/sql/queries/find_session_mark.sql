-- Find the mark that a connection left in this session.
-- params: none. returns: one row, (mark), null or empty if there is none.
SELECT current_setting('fleettickets.session', TRUE) AS mark
