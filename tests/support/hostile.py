"""Files that are expensive to read, and a process that reads one: ``python -m … FILE``."""

import gzip
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fleettickets.config import Limits
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.parse import ChangeFile
from tests.support.feed import HEADER, csv_of, row

MIB = 1 << 20

HEAD = csv_of([])


def line(**values: str) -> bytes:
    return csv_of([row("T1", **values)]).split(b"\n", 1)[1]


@dataclass(frozen=True)
class Hostile:
    """How to make a file of about a number of MiB, and what must be read from it."""

    make: Callable[[int], bytes]
    whole: Callable[[int], int] = lambda _: 1
    """How many whole rows it contains, all of T1; unused for a rejected file."""
    is_refused: bool = False


def filled(piece: bytes) -> Hostile:
    """Repeat one piece for a quarter of the size, then add a whole row."""
    return Hostile(lambda mib: HEAD + piece * times(piece, mib) + line())


def times(piece: bytes, mib: int) -> int:
    return max(1, mib * MIB // 4 // len(piece))


def long_values(column: str) -> Hostile:
    """Whole rows with a value that is neither flag nor time, and nearly too long."""
    return Hostile(
        lambda mib: (
            HEAD + b"".join(line(**{column: f"{n}" + "x" * 90_000}) for n in range(mib * 11))
        ),
        whole=lambda mib: mib * 11,
    )


def refused(make: Callable[[int], bytes]) -> Hostile:
    return Hostile(make, is_refused=True)


TYPED = ["mttr", "closed_at", "latitude", "longitude", "first_seen_at", "last_seen_at"]
BOMB_ROWS = 70 * MIB // 240
WARNED = line(**dict.fromkeys(TYPED, "soon"))
FILES = {
    "quotes that close and open again": filled(b'a","b\n'),
    "rows whose quotes close and open again": filled(line(owner="MARK").replace(b"MARK", b'a","b')),
    "quotes that stay open": filled(b'x,"y\n'),
    "one quote before many pairs": Hostile(
        lambda mib: HEAD + b'x,"y\n' + b'a,""\n' * (mib * MIB // 20) + line()
    ),
    "lines of one quote": filled(b'"\n'),
    "lines of three quotes": filled(b'"""\n'),
    "one line of quotes": Hostile(lambda mib: HEAD + b'"' * (mib * MIB), whole=lambda _: 0),
    "newlines": filled(b"\n"),
    "newlines and no header": refused(lambda mib: b"\n" * (mib * MIB)),
    "returns": filled(b"\r"),
    "columns": refused(lambda mib: b",".join(b"c%d" % n for n in range(mib * MIB // 8))),
    "columns of one name": refused(lambda mib: b"c," * (mib * MIB // 2)),
    "a column name": refused(lambda mib: b"c" * (mib * MIB) + b"," + HEAD + line()),
    "fields": filled(b"ab," * (MIB - 100) + b"\n"),
    "a field": Hostile(lambda mib: HEAD + line(owner="x" * (mib * MIB)) + line()),
    "long flags": long_values("is_alarm"),
    "long times": long_values("source_updated_at"),
    "warnings": Hostile(
        lambda mib: HEAD + WARNED * times(WARNED, mib), whole=lambda mib: times(WARNED, mib)
    ),
    "rejects": filled(b"x\n"),
    "a line without an end": refused(lambda _: HEAD + b"x" * (20 * MIB)),
    "a bomb of one line": refused(lambda _: gzip.compress(HEAD + b"x" * (40 * MIB), 1)),
    "a bomb of rows": Hostile(
        lambda _: gzip.compress(HEAD + line() * BOMB_ROWS, 1), whole=lambda _: BOMB_ROWS
    ),
    "a gzip name without an end": refused(lambda mib: b"\x1f\x8b\x08\x08" + b"n" * (mib * MIB)),
}

LIMITS = Limits(max_file_bytes=64 * MIB)


def peak_kib() -> int:
    """Return the peak memory; rusage would include that of the parent process."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0])


def read(path: Path) -> dict[str, object]:
    """Read the file; return what it contained and the cost of reading it."""
    before_mib, before_s = peak_kib() / 1024, cpu_s()
    whole, kept, error = 0, 0, ""
    with path.open("rb") as stream:
        file = ChangeFile("a", stream, key_at=None, limits=LIMITS)
        try:
            for chunk in file.chunks():
                whole += sum(change.ticket_id == "T1" for change in chunk.changes)
                kept += len(chunk.rejects)
        except UnreadableFileError as raised:
            error = str(raised)
    return {
        "whole": whole,
        "rows_kept": file.tally.rows_kept,
        "rows_read": file.tally.rows_read,
        "rejects_kept": kept,
        "error": error,
        "cpu_s": cpu_s() - before_s,
        "peak_mib": peak_kib() / 1024 - before_mib,
    }


def cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    assert len(HEADER) == 32
    sys.stdout.write(json.dumps(read(Path(sys.argv[1]))))
