-- What tipg serves: the open tickets with all columns of our features.
CREATE SCHEMA bench;
CREATE VIEW bench.open_tickets AS
SELECT s.*
FROM tickets.inc_open_sla AS s
