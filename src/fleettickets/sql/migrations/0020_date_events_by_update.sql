-- The import dates what has no time of its own by the version's source_updated_at, so that events
-- stand on the content's clock. `fleettickets replay` dates a history again that is there already.
COMMENT ON COLUMN tickets.ticket_events.occurred_at IS
'opened: created_at_service, else first_seen_at. closed, correction: closed_at. Others, and where '
'these are blank: source_updated_at, or the time of the file where that is blank or later.';
COMMENT ON COLUMN tickets.closure_events.closed_at IS
'As the source says, else source_updated_at, or the time of the file where that is blank or later.';
