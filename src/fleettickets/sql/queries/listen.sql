-- Have this session notified of each commit that changes what answers rest on.
-- params: none. returns: nothing.
LISTEN fleettickets_changes
