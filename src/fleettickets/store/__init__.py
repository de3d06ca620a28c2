"""All SQL runs here."""
