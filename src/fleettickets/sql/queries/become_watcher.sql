-- Give this session the rights of the watcher's role and no others.
-- params: none. returns: nothing.
SET ROLE fleettickets_watcher
