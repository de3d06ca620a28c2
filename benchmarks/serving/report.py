"""The table of answers under load, in Markdown."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from benchmarks.dashboard import Size
from benchmarks.imports.report import table

_HEAD = ("", "clients", "answers/s", "of tipg's", "p50 ms", "p95 ms", "p99 ms", "KiB", "failed")
_CONFIRMED = (
    "The server's own counts confirm that each cold answer came from the database, the warm ones"
    " came from memory, and the others were 304s."
)


class Figures(NamedTuple):
    """One case's results for one number of clients; times in milliseconds."""

    rate: float
    failed: int
    kib: float
    p50: float
    p95: float
    p99: float


def as_markdown(
    size: Size,
    seconds: int,
    found: Mapping[tuple[str, int], Figures],
    memory_mib: Mapping[str, float],
    missing: str,
) -> str:
    """Return the table, how it was measured, and the servers' memory.

    ``missing`` is the reason why tipg did not run, or blank.
    """
    memory = ", ".join(f"{name} {mib:,.0f} MiB" for name, mib in memory_mib.items())
    parts = (
        f"{_scene(size, seconds)} {_CONFIRMED}",
        _peer(size, missing),
        table(_HEAD, _rows(found)),
        f"Memory at its highest: {memory}.",
    )
    return "\n\n".join(parts) + "\n"


def _scene(size: Size, seconds: int) -> str:
    return (
        f"{size.open_tickets:,} open tickets of {size.tickets:,}; {seconds} s for each line; wrk"
        f" and the servers share {os.cpu_count()} cores."
    )


def _peer(size: Size, missing: str) -> str:
    if missing:
        return (
            f"**There is no ratio: tipg did not run ({missing}).** uv, which `./setup.sh` installs,"
            " installs tipg from the locked project `benchmarks/imports/peers` and a package index."
        )
    return (
        f"Before the load, tipg returned the same {size.open_tickets:,} tickets as our answer"
        " (`numberReturned`); both were compressed with gzip, as requested."
    )


def _rows(found: Mapping[tuple[str, int], Figures]) -> Iterator[tuple[str, ...]]:
    for (name, clients), it in found.items():
        peer = found.get(("tipg", clients))
        yield (
            name,
            f"{clients}",
            f"{it.rate:,.1f}",
            f"{it.rate / peer.rate:,.1f}" if peer and peer.rate else "-",
            *(f"{ms:,.1f}" for ms in (it.p50, it.p95, it.p99)),
            f"{it.kib:,.0f}",
            f"{it.failed}",
        )
