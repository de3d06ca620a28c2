-- How many other clients are connected to this database.
-- params: none. returns: one row, the number.
SELECT count(*) AS sessions
FROM pg_stat_activity AS a
WHERE
    a.datname = current_database()
    AND a.backend_type = 'client backend'
    AND a.pid <> pg_backend_pid()
