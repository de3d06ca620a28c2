-- Read the figures for monitoring.
-- params: none. returns: one JSON object, as bytes.
SELECT convert_to(reporting.fn_import_health()::text, 'UTF8') AS health
