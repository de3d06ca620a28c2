"""Measurements that docs/performance.md quotes."""

import sys


def say(line: str) -> None:
    """Print a line at once, because the next one may take minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
