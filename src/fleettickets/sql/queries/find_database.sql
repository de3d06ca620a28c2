-- Whether the server has a database.
-- params: name. returns: one row if it does.
SELECT FROM pg_database
WHERE datname = %(name)s
