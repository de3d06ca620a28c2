-- Check every coordinate again.
-- params: none. returns: one row, how many became suspect or stopped being suspect.
SELECT tickets.refresh_suspects() AS changed
