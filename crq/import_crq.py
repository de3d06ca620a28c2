"""Import installation changes: ``python -m crq.import_crq --help``."""

from fleettickets.commands.imports import import_main

if __name__ == "__main__":
    raise SystemExit(import_main("crq"))
