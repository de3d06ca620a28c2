"""Turn samples into medians and ratios."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from benchmarks.imports.cases import Sample
from benchmarks.imports.competitors import Kind
from benchmarks.imports.oracle import Verdict

_FLOOR = "floor: stage + upsert"


class Ratios(NamedTuple):
    """Wall time relative to others; None if none of those ran with right rows."""

    of_floor: float | None
    of_best_tool: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The medians of one competitor in one case."""

    competitor: str
    kind: str
    rows: int
    runs: int
    failures: int
    wall_s: float
    cpu_s: float
    postgres_cpu_s: float
    peak_bytes: float
    verdict: Verdict | None
    """The worst of all rounds; None if nothing was compared."""
    problem: str

    @property
    def is_right(self) -> bool:
        """Whether each run exited with 0 and left every ticket as expected."""
        return not self.failures and self.verdict is not None and not any(self.verdict)


def summarise(samples: Iterable[Sample], case: str) -> list[Summary]:
    """Return a summary of each competitor that ran the case, in the order of their first runs."""
    runs: dict[str, list[Sample]] = {}
    for sample in samples:
        if sample.case == case:
            runs.setdefault(sample.competitor, []).append(sample)
    return [_summary(found) for found in runs.values()]


def fastest(summaries: Iterable[Summary], *kinds: Kind) -> Summary | None:
    """Return the fastest of these kinds; tools that fail or end with wrong rows do not count."""
    values = [kind.value for kind in kinds]
    found = [each for each in summaries if each.kind in values and each.is_right]
    return min(found, key=lambda each: each.wall_s, default=None)


def ratios(summaries: Sequence[Summary], of: Summary) -> Ratios:
    """Return its wall time relative to the floor's and to the best tool's."""
    floor = fastest((each for each in summaries if each.competitor == _FLOOR), Kind.FLOOR)
    tool = fastest(summaries, Kind.TOOL)
    return Ratios(
        of.wall_s / floor.wall_s if floor else None,
        of.wall_s / tool.wall_s if tool else None,
    )


def _summary(runs: Sequence[Sample]) -> Summary:
    def middle(value: Callable[[Sample], float]) -> float:
        return median(map(value, runs))

    verdicts = [sample.verdict for sample in runs if sample.verdict]
    return Summary(
        runs[0].competitor,
        runs[0].kind,
        runs[0].rows,
        len(runs),
        sum(sample.status != 0 for sample in runs),
        middle(lambda sample: sample.wall_s),
        middle(lambda sample: sample.cpu_s),
        middle(lambda sample: sample.postgres_cpu_s),
        max(sample.peak_bytes for sample in runs),
        max(verdicts, key=sum, default=None),
        next((sample.problem for sample in runs if sample.problem), ""),
    )
