"""The import without archiving: applied files stay where they are."""

from importlib import import_module

from fleettickets.start import start


def main() -> int:
    """Import the waiting files, as ``python -m inc.import_inc`` does; return its exit status."""
    # Loaded inside ``start``, like the import's own modules.
    import_module("fleettickets.feed.bucket").Bucket.archive = _leave
    return int(import_module("fleettickets.commands.imports").import_main("inc"))


def _leave(_: object, key: str, etag: str) -> bool:
    del key, etag
    return True


if __name__ == "__main__":
    raise SystemExit(start(main))
