-- Check every coordinate that is trusted.
-- params: none. returns: one row, how many became suspect.
SELECT tickets.find_all_suspects() AS found
