-- List the roles that do not exist.
-- params: roles (text[]). returns: (role).
SELECT w.role
FROM unnest(%(roles)s::text[]) AS w (role)
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = w.role)
