"""Bring the database at ``DATABASE_URL`` up to date: ``python run_migrations.py [--dry-run]``."""

from fleettickets.commands.migration import main

if __name__ == "__main__":
    raise SystemExit(main())
