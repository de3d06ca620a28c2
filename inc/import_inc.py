"""Import incident changes: ``python -m inc.import_inc --help``."""

from fleettickets.start import import_changes

if __name__ == "__main__":
    raise SystemExit(import_changes("inc"))
