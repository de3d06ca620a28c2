-- List the newest keys that the earlier installation has imported, one for each stream.
-- params: none. returns: (key).
SELECT to_jsonb(m) #>> '{{metadata,source_max_key}}' AS key
FROM {table} AS m
WHERE to_jsonb(m) #>> '{{metadata,source_max_key}}' IS NOT NULL
