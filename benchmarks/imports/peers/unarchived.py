"""The import, but that applied files stay where they are: what it takes without archiving them."""

from importlib import import_module

from fleettickets.start import start


def main() -> int:
    """Import what waits, as ``python -m inc.import_inc`` does; return its exit status."""
    # Loaded under ``start``, as the import's own modules are.
    import_module("fleettickets.feed.bucket").Bucket.archive = _leave
    return int(import_module("fleettickets.commands.imports").import_main("inc"))


def _leave(_: object, key: str, etag: str) -> bool:
    del key, etag
    return True


if __name__ == "__main__":
    raise SystemExit(start(main))
