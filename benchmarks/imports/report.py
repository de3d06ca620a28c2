"""Turn samples into Markdown tables, and write them into the marked part of a document."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.imports import machine
from benchmarks.imports.aims import judge
from benchmarks.imports.cases import CASES, Sample
from benchmarks.imports.summaries import Summary, ratios, summarise

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/performance.md"

_TITLES = {
    "first": "First load",
    "replay": "The same files again",
    "nothing": "Nothing new",
    "step": "A 20-minute step",
    "unchanged": "A file with 95 % unchanged rows",
    "backlog": "A backlog of small files",
}
# A share of all cores' time during a run.
_DISTURBED_SHARE = 0.1
_HEAD = (
    *("", "wall s", "rows/s", "CPU s", "server CPU s", "peak MiB", "of floor", "of best tool"),
    *("wrong", "missing", "doubled"),
)


def as_markdown(
    samples: Sequence[Sample], skipped: Mapping[str, str], described: Mapping[str, str]
) -> str:
    """Return machine and aims, a table for each case that ran, and a line for each absentee.

    ``skipped`` has the reason for each competitor that did not run, ``described`` the machine.
    """
    parts = [machine.line(described), _aims_table(samples)]
    parts += [_case_table(summarise(samples, case), case) for case in CASES]
    parts += [_base_note(found) for found in summarise(samples, "base") if found.failures]
    parts += [f"{name} did not run: {reason}" for name, reason in skipped.items()]
    parts.append(_disturbance(samples))
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table with padded columns, numbers to the right."""
    cells = [list(head), *map(list, rows)]
    widths = [max(3, *(len(row[column]) for row in cells)) for column in range(len(head))]
    lines = [_padded(row, widths) for row in cells]
    rule = [
        ("-" * width if not number else "-" * (width - 1) + ":")
        for number, width in enumerate(widths)
    ]
    return "\n".join([lines[0], _padded(rule, widths), *lines[1:]])


def put_between(document: Path, name: str, text: str) -> None:
    """Replace the text between the document's marks ``<!-- name -->`` and ``<!-- /name -->``.

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


def _aims_table(samples: Sequence[Sample]) -> str:
    words = {True: "yes", False: "no", None: "not measured"}
    rows = [(aim.text, aim.measured, words[aim.is_reached]) for aim in judge(samples)]
    return f"#### The aims\n\n{table(('aim', 'measured', 'reached'), rows)}"


def _case_table(summaries: Sequence[Summary], case: str) -> str:
    if not summaries:
        return ""
    rows = f": {summaries[0].rows:,} rows" if summaries[0].rows else ""
    notes = [f"{_failures(found)} runs: `{found.problem}`" for found in summaries if found.failures]
    lines = [f"#### {_TITLES[case]}{rows}", ""]
    lines.append(table(_HEAD, (_cells(summaries, found) for found in summaries)))
    if notes:
        lines += ["", *notes]
    return "\n".join(lines)


def _base_note(found: Summary) -> str:
    return (
        f"{_failures(found)} rounds to fill the table of {found.rows:,} rows from which the last"
        f" four cases start, and has no runs for them in those rounds: `{found.problem}`"
    )


def _failures(found: Summary) -> str:
    return f"{found.competitor} fails in {found.failures} of {found.runs}"


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
        f"Other processes used more than {share} of the machine in {len(disturbed)} of"
        f" {len(samples)} runs: measure again when it is idle."
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
