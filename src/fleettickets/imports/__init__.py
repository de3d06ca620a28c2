"""The import: drain a change stream into its table, file by file."""
