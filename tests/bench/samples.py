"""Invented runs of the import benchmark, and how to read its tables."""

from benchmarks.imports.cases import Sample
from benchmarks.imports.oracle import Verdict

RIGHT = Verdict(0, 0, 0)
MACHINE = {
    "date": "2026-11-26",
    "processor": "AMD EPYC, 2 cores",
    "memory": "24 GiB",
    "PostgreSQL": "15.18 (Debian 15.18-0+deb12u1)",
}


def sample(competitor: str, wall_s: float, **changed: object) -> Sample:
    """Return a tool's run with right rows, except for what is changed."""
    values: dict[str, object] = {
        "case": "first",
        "competitor": competitor,
        "kind": "tool",
        "round": 0,
        "rows": 1_000,
        "status": 0,
        "wall_s": wall_s,
        "cpu_s": 1.0,
        "postgres_cpu_s": 0.5,
        "s3_cpu_s": 0.0,
        "others_cpu_s": 0.0,
        "peak_bytes": 100 << 20,
        "verdict": RIGHT,
    }
    return Sample(**(values | changed))  # type: ignore[arg-type]  # one of each, by name


def cells_of(text: str, first: str) -> list[str]:
    """Return the cells of the line whose first cell is this."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {first} "))
    return [cell.strip() for cell in line.split("|")[1:-1]]
