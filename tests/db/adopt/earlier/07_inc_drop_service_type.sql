ALTER TABLE tickets.inc DROP COLUMN service_type;
