-- The type of the rows of fn_export_tickets: what ticket_properties gives, then position, clock and
-- window, so that a new property needs no edit here. Nothing reads its rows.
CREATE OR REPLACE VIEW tickets.exported_tickets AS
SELECT
    p.*,
    t.longitude,
    t.latitude,
    NULL::timestamptz AS as_of,
    NULL::timestamptz AS window_from,
    NULL::timestamptz AS window_to
FROM tickets.ticket_spans AS t
CROSS JOIN LATERAL tickets.ticket_properties(t, NULL) AS p;
COMMENT ON VIEW tickets.exported_tickets IS
'The type of the rows of fn_export_tickets; its own rows have no clock.';
