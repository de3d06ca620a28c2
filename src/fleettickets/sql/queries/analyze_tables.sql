-- Let the planner know how large tables are; those that are locked are left out.
-- params: none. Format: tables, a list of identifiers. returns: nothing.
ANALYZE (SKIP_LOCKED) {tables}
