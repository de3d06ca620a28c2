-- Used by: ticket_flows, which asks whose closings were corrected, without reading the events.
-- squawk-ignore require-concurrent-index-deletion -- it would need to be outside of a transaction
DROP INDEX tickets.ticket_events_correction_idx;
CREATE INDEX ticket_events_correction_idx ON tickets.ticket_events (dataset, occurred_at)
INCLUDE (ticket_id)
WHERE kind = 'correction';
