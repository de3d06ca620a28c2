"""Import installation changes: ``python -m crq.import_crq --help``."""

from fleettickets.start import import_changes

if __name__ == "__main__":
    raise SystemExit(import_changes("crq"))
