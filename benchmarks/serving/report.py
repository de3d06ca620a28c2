"""The table of the answers under load, in Markdown."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from benchmarks.dashboard import Size
from benchmarks.imports.report import table

_HEAD = ("", "clients", "answers/s", "of tipg's", "p50 ms", "p95 ms", "p99 ms", "KiB", "failed")
_PROVED = (
    "By the server's own counts, the database was asked for each cold answer, the warm ones came"
    " from memory, and the others were 304s."
)


class Figures(NamedTuple):
    """What one case gave with one number of clients; times in milliseconds."""

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
    """Return the table, what it rests on, and the servers' memory.

    ``missing`` says why tipg did not run; blank where it did.
    """
    memory = ", ".join(f"{name} {mib:,.0f} MiB" for name, mib in memory_mib.items())
    parts = (
        f"{_scene(size, seconds)} {_PROVED}",
        _peer(size, missing),
        table(_HEAD, _rows(found)),
        f"Memory at its highest: {memory}.",
    )
    return "\n\n".join(parts) + "\n"


def _scene(size: Size, seconds: int) -> str:
    return (
        f"{size.open_tickets:,} open tickets of {size.tickets:,}; {seconds} s a line, wrk beside"
        f" the servers on {os.cpu_count()} cores."
    )


def _peer(size: Size, missing: str) -> str:
    if missing:
        return (
            f"**There is no ratio: tipg did not run ({missing}).** uv, which `./setup.sh` brings,"
            " installs it from the locked project `benchmarks/imports/peers`, for which it needs"
            " a package index."
        )
    return (
        f"tipg was asked once before the load: it returned the same {size.open_tickets:,} tickets"
        " that our answer counts (`numberReturned`), and both in gzip, as asked."
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
