-- List the views that files of the code before this one have made, and no file of this code makes.
-- params: names (text[], what the files make now, qualified). returns: (drop_statement).
SELECT format('DROP VIEW %%s', c.oid::regclass) AS drop_statement
FROM tickets.schema_files AS f
INNER JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass(f.object_name) AND c.relkind = 'v'
WHERE f.path LIKE 'views/%%' AND f.object_name <> all(%(names)s)
