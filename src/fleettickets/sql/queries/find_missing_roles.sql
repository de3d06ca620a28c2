-- List the roles that do not exist.
-- params: roles (text[]). returns: (role).
SELECT w.role
FROM unnest(%(roles)s::text[]) AS w (role)
LEFT JOIN pg_catalog.pg_roles AS r ON w.role = r.rolname
WHERE r.rolname IS NULL
