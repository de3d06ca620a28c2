-- Which schema PostGIS is in, or will be if it is not installed yet.
-- params: none. returns: one row, (schema), quoted if need be.
SELECT
    coalesce(
        (
            SELECT quote_ident(n.nspname)
            FROM pg_catalog.pg_extension AS e
            INNER JOIN pg_catalog.pg_namespace AS n ON e.extnamespace = n.oid
            WHERE e.extname = 'postgis'
        ),
        'public'
    ) AS schema
