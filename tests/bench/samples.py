"""Runs of the imports' benchmark, as they might have been."""

from benchmarks.imports.cases import Sample
from benchmarks.imports.oracle import Verdict

RIGHT = Verdict(0, 0, 0)


def sample(competitor: str, wall_s: float, **changed: object) -> Sample:
    """Return a run of a tool that ends right, but for what is changed."""
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
