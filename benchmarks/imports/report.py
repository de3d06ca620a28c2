"""From samples to tables: medians, ratios, Markdown, and the marked part of a document."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.imports.cases import CASES, Sample
from benchmarks.imports.oracle import Verdict

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/performance.md"

_TITLES = {
    "first": "First load",
    "replay": "The same files again",
    "nothing": "Nothing new",
    "step": "A 20-minute step",
    "unchanged": "A file of which 95 % is unchanged",
    "backlog": "A backlog of small files",
}
# Of all cores' time during a run.
_DISTURBED_SHARE = 0.1
_FLOOR = "floor: stage + upsert"
_HEAD = (
    *("", "wall s", "rows/s", "CPU s", "server CPU s", "peak MiB", "of floor", "of best tool"),
    *("wrong", "missing", "doubled"),
)


class Ratios(NamedTuple):
    """Wall time by that of others; None where those did not run."""

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
    """The worst of all rounds."""
    problem: str


def summarise(samples: Iterable[Sample], case: str) -> list[Summary]:
    """Return a summary of each competitor that ran the case, in the order of their first runs."""
    runs: dict[str, list[Sample]] = {}
    for sample in samples:
        if sample.case == case:
            runs.setdefault(sample.competitor, []).append(sample)
    return [_summary(found) for found in runs.values()]


def ratios(summaries: Sequence[Summary], of: Summary) -> Ratios:
    """Return how its wall time compares; a tool that failed is no measure."""
    floor = [found.wall_s for found in summaries if found.competitor == _FLOOR]
    tools = [found.wall_s for found in summaries if found.kind == "tool" and not found.failures]
    return Ratios(
        of.wall_s / floor[0] if floor else None,
        of.wall_s / min(tools) if tools else None,
    )


def as_markdown(samples: Sequence[Sample], skipped: Mapping[str, str]) -> str:
    """Return a table for each case that ran, and a line for each competitor that did not."""
    parts = [_case_table(summarise(samples, case), case) for case in CASES]
    parts += [f"{name} did not run: {reason}" for name, reason in skipped.items()]
    parts.append(_disturbance(samples))
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, its columns padded to one width, numbers to the right."""
    cells = [list(head), *map(list, rows)]
    widths = [max(3, *(len(row[column]) for row in cells)) for column in range(len(head))]
    lines = [_padded(row, widths) for row in cells]
    rule = [
        ("-" * width if not number else "-" * (width - 1) + ":")
        for number, width in enumerate(widths)
    ]
    return "\n".join([lines[0], _padded(rule, widths), *lines[1:]])


def put_between(document: Path, name: str, text: str) -> None:
    """Replace what stands between the document's marks ``<!-- name -->`` and ``<!-- /name -->``.

    Raises:
        ValueError: the document lacks a mark.
    """
    opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    content = document.read_text()
    before, found, rest = content.partition(opening)
    _, ended, after = rest.partition(closing)
    if not (found and ended):
        msg = f"{document} has no part {name}"
        raise ValueError(msg)
    document.write_text(before + opening + text + closing + after)


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


def _case_table(summaries: Sequence[Summary], case: str) -> str:
    if not summaries:
        return ""
    rows = f": {summaries[0].rows:,} rows" if summaries[0].rows else ""
    notes = [
        f"{found.competitor} fails in {found.failures} of {found.runs} runs: `{found.problem}`"
        for found in summaries
        if found.failures
    ]
    lines = [f"#### {_TITLES[case]}{rows}", ""]
    lines.append(table(_HEAD, (_cells(summaries, found) for found in summaries)))
    if notes:
        lines += ["", *notes]
    return "\n".join(lines)


def _disturbance(samples: Sequence[Sample]) -> str:
    cores = os.cpu_count() or 1
    disturbed = [
        sample
        for sample in samples
        if sample.others_cpu_s > _DISTURBED_SHARE * cores * sample.wall_s
    ]
    if not disturbed:
        return ""
    share = f"{_DISTURBED_SHARE:.0%}".replace("%", " %")
    return (
        f"Other processes took over {share} of the machine in {len(disturbed)} of {len(samples)}"
        " runs: measure again when it is quiet."
    )


def _cells(summaries: Sequence[Summary], of: Summary) -> list[str]:
    found = ratios(summaries, of)
    verdict = [f"{count:,}" for count in of.verdict] if of.verdict else ["", "", ""]
    return [
        of.competitor + (" (fails)" if of.failures else ""),
        f"{of.wall_s:.2f}",
        f"{of.rows / of.wall_s:,.0f}" if of.rows else "",
        f"{of.cpu_s:.2f}",
        f"{of.postgres_cpu_s:.2f}",
        f"{of.peak_bytes / 2**20:,.0f}",
        *("" if ratio is None else f"{ratio:.2f}" for ratio in found),
        *verdict,
    ]


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if number else cell.ljust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"
