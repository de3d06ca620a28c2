-- What every answer depends on, apart from the request.
-- params: none. returns: one JSON object, as bytes.
SELECT convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions
