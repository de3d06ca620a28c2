"""Files made to cost time or memory, and a process that reads one: ``python -m … FILE``."""

import gzip
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from fleettickets.config import Limits
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.parse import ChangeFile
from tests.support.feed import HEADER, csv_of, row

MIB = 1 << 20

HEAD = csv_of([])


def line(**values: str) -> bytes:
    return csv_of([row("T1", **values)]).split(b"\n", 1)[1]


def filled(piece: bytes, tail: bytes = b"") -> Callable[[int], bytes]:
    """Return what makes a file of one piece, again and again: a quarter of so many MiB."""
    return lambda mib: HEAD + piece * max(1, mib * MIB // 4 // len(piece)) + tail


TYPED = ["mttr", "closed_at", "latitude", "longitude", "first_seen_at", "last_seen_at"]
FILES: dict[str, Callable[[int], bytes]] = {
    "quotes that close and open again": filled(b'a","b\n', line()),
    "rows whose quotes close and open again": filled(
        line(owner="MARK").replace(b"MARK", b'a","b'), line()
    ),
    "quotes that stay open": filled(b'x,"y\n', line()),
    "one quote before many pairs": lambda mib: (
        HEAD + b'x,"y\n' + b'a,""\n' * (mib * MIB // 20) + line()
    ),
    "lines of one quote": filled(b'"\n', line()),
    "lines of three quotes": filled(b'"""\n', line()),
    "one line of quotes": lambda mib: HEAD + b'"' * (mib * MIB),
    "newlines": filled(b"\n", line()),
    "newlines and no header": lambda mib: b"\n" * (mib * MIB),
    "returns": filled(b"\r", line()),
    "columns": lambda mib: b",".join(b"c%d" % n for n in range(mib * MIB // 8)),
    "columns of one name": lambda mib: b"c," * (mib * MIB // 2),
    "a column name": lambda mib: b"c" * (mib * MIB) + b"," + HEAD + line(),
    "fields": filled(b"ab," * (MIB - 100) + b"\n", line()),
    "a field": lambda mib: HEAD + line(owner="x" * (mib * MIB)) + line(),
    "long flags": lambda mib: (
        HEAD + b"".join(line(is_alarm=f"{n}" + "x" * 90_000) for n in range(mib * 11))
    ),
    "long times": lambda mib: (
        HEAD + b"".join(line(source_updated_at=f"{n}" + "x" * 90_000) for n in range(mib * 11))
    ),
    "warnings": filled(line(**dict.fromkeys(TYPED, "soon"))),
    "rejects": filled(b"x\n", line()),
    "a line without an end": lambda _: HEAD + b"x" * (20 * MIB),
    "a bomb of one line": lambda _: gzip.compress(HEAD + b"x" * (40 * MIB), 1),
    "a bomb of rows": lambda _: gzip.compress(HEAD + line() * (70 * MIB // 240), 1),
    "a gzip name without an end": lambda mib: b"\x1f\x8b\x08\x08" + b"n" * (mib * MIB),
}

LIMITS = Limits(max_file_bytes=64 * MIB)


def peak_kib() -> int:
    """Return the most memory so far; rusage would tell that of the process before it as well."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0])


def read(path: Path) -> dict[str, object]:
    """Read the file; return what it held and what that took."""
    before, kept, error = peak_kib(), 0, ""
    with path.open("rb") as stream:
        file = ChangeFile("a", stream, key_at=None, limits=LIMITS)
        try:
            for chunk in file.chunks():
                kept += len(chunk.rejects)
        except UnreadableFileError as raised:
            error = str(raised)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows_kept": file.tally.rows_kept,
        "rejects_kept": kept,
        "error": error,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_mib": (peak_kib() - before) / 1024,
    }


if __name__ == "__main__":
    assert len(HEADER) == 32
    sys.stdout.write(json.dumps(read(Path(sys.argv[1]))))
