-- Give a schema another name; everything in it keeps its owner and its grants.
-- params: none. returns: nothing.
ALTER SCHEMA {schema} RENAME TO {name}
