-- Notify this session of each commit that changes what answers depend on.
-- params: none. returns: nothing.
LISTEN fleettickets_changes
