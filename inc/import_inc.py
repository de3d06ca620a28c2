"""Import incident changes: ``python -m inc.import_inc --help``."""

from fleettickets.start import start

if __name__ == "__main__":
    raise SystemExit(start("fleettickets.commands.imports", "import_main", "inc"))
