-- What tipg serves: the open tickets with all that is known of each, as our features have it.
CREATE SCHEMA bench;
CREATE VIEW bench.open_tickets AS
SELECT s.*
FROM tickets.inc_open_sla AS s
