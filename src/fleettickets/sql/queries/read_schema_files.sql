-- Which files of the schema the database has applied.
-- params: none. returns: one JSON object, as bytes.
SELECT convert_to(reporting.fn_schema_files()::text, 'UTF8') AS files
