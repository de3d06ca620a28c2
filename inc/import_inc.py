"""Import incident changes: ``python -m inc.import_inc --help``."""

from fleettickets.commands.imports import import_main

if __name__ == "__main__":
    raise SystemExit(import_main("inc"))
