-- Let a role that read the earlier installation's view read ours of the same name.
-- params: none. returns: nothing.
GRANT USAGE ON SCHEMA tickets TO {role};
GRANT SELECT ON TABLE {relation} TO {role};
GRANT EXECUTE ON FUNCTION tickets.open_sla TO {role};
