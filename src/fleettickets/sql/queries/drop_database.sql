-- Drop a database and end its sessions.
-- params: {database} (identifier). returns: nothing.
DROP DATABASE IF EXISTS {database} WITH (FORCE)
