-- Tell the triggers that this transaction is an import, which derives the columns itself.
-- params: none. returns: one row, to be ignored.
SELECT set_config('fleettickets.importing', 'on', TRUE) AS importing
