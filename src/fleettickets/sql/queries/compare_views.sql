-- Compare a view with the temporary view view_to_be.
-- params: name (qualified). returns: whether the view exists, and is the same.
SELECT
    coalesce(
        pg_get_viewdef(v.oid) = pg_get_viewdef(p.oid)
        AND v.reloptions IS NOT DISTINCT FROM p.reloptions,
        FALSE
    ) AS is_same
FROM pg_catalog.pg_class AS p
LEFT JOIN pg_catalog.pg_class AS v ON v.oid = to_regclass(%(name)s)
WHERE p.oid = to_regclass('pg_temp.view_to_be')
