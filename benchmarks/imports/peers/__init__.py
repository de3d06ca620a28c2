"""What is run beside the import. Each script is started by itself, in its own environment."""
