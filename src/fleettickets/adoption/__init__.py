"""Taking over a database that an earlier installation made (docs/moving-in.md)."""
