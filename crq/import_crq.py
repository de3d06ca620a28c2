"""Import installation changes: ``python -m crq.import_crq --help``."""

from fleettickets.start import start

if __name__ == "__main__":
    raise SystemExit(start("fleettickets.commands.imports", "import_main", "crq"))
