"""Values and rules of tickets and their changes; no I/O."""
