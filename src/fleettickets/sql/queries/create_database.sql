-- Create a database as a copy of another one. Copying files is twice as fast as writing them to the
-- log on a server that syncs nothing to disk. sqlfluff does not know STRATEGY.
-- params: {database}, {template} (identifiers). returns: nothing.
CREATE DATABASE {database} TEMPLATE {template} STRATEGY FILE_COPY -- noqa: PRS
