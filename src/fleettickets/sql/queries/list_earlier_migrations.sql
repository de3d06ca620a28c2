-- List the migrations in the earlier installation's ledger, whatever its columns are called.
-- params: none. returns: (name), the first value of each row that looks like a migration, in order.
SELECT
    coalesce(
        jsonb_path_query_first(to_jsonb(m), '$.* ? (@ like_regex "[0-9]+_")') #>> '{{}}',
        jsonb_path_query_first(to_jsonb(m), '$.*') #>> '{{}}'
    ) AS name
FROM {table} AS m
ORDER BY name
