"""The peers of the import. Each script runs in an environment of its own."""
