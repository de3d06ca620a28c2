-- The JSON answer of a reporting function, and the versions that it depends on, from one snapshot.
-- params: call, the call of the function, and the function's arguments.
-- returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to({call}::text, 'UTF8') AS body
