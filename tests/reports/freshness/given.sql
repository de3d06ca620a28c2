-- Incidents of 2026 are stale by the shipped threshold only once three days have passed, and never
-- with one of 4,000 years; installations were never imported.
UPDATE tickets.datasets SET stale_after_minutes = 2147483647;

INSERT INTO given (file_at, ticket_id, source_updated_at)
VALUES
('2020-06-25 08:00', 'F1', '2020-06-23 07:30:00'),
('2020-06-25 12:00', 'F2', '2020-06-23 11:30:00');
