-- Read the bytes of a reporting function, and the versions that they depend on, from one snapshot.
-- params: call, the call of the function, and the function's arguments.
-- returns: (versions, body), JSON as bytes, and the function's bytes.
SELECT
    convert_to(v.versions::text, 'UTF8') AS versions,
    (t.body) AS body
FROM reporting.fn_data_versions() AS v (versions)
CROSS JOIN {call} AS t (body)
