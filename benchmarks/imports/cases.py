"""The cases: what is uploaded, what runs, and what the tables must hold afterwards."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from benchmarks.imports.competitors import Competitor
from benchmarks.imports.feed import Feed, key_of
from benchmarks.imports.oracle import Verdict, compare, newest
from benchmarks.imports.world import Lane, World, lane
from fleettickets.store.connect import connect

log = logging.getLogger(__name__)

CASES = ("first", "replay", "nothing", "step", "unchanged", "backlog")
"""In the order in which they run; the last four start from a filled table."""

_COLOURS = re.compile("\x1b\\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Sample:
    """One run."""

    case: str
    competitor: str
    kind: str
    round: int
    rows: int
    status: int
    wall_s: float
    cpu_s: float
    postgres_cpu_s: float
    s3_cpu_s: float
    others_cpu_s: float
    peak_bytes: int
    verdict: Verdict | None = None
    """The table's state after the case; only the case's last run has one."""
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it for the results file."""
        verdict = self.verdict._asdict() if self.verdict else None
        return asdict(self) | {"verdict": verdict}


class Expectations:
    """What the tables must hold at each point."""

    def __init__(self, feed: Feed) -> None:
        parts = ("base", "steps", "unchanged", "backlog")
        found = {part: newest(feed.files(part)) for part in ("load", *parts)}
        self.loaded = found["load"]
        self._by_case = dict(zip(parts, _accumulated(found, parts), strict=True))

    def after(self, part: str) -> Mapping[str, str]:
        """Return what a table that was filled with the base must hold after this part."""
        return self._by_case[part]


def _accumulated(
    found: Mapping[str, dict[str, str]], parts: Sequence[str]
) -> Iterator[dict[str, str]]:
    for count in range(1, len(parts) + 1):
        yield reduce(lambda a, b: a | b, (found[part] for part in parts[:count]))


class Trial:
    """One competitor's runs in one round."""

    def __init__(  # noqa: PLR0913 - what one trial is made of
        self,
        competitor: Competitor,
        number: int,
        feed: Feed,
        expected: Expectations,
        *,
        world: World,
        home: Path,
    ) -> None:
        self._competitor = competitor
        self._round = number
        self._feed = feed
        self._expected = expected
        self._world = world
        self._home = home

    def run(self, cases: Sequence[str]) -> Iterator[Sample]:
        """Yield a sample of each run, in order."""
        if {"first", "replay"} & {*cases}:
            with lane(self._world, self._home) as own:
                self._competitor.prepare(own)
                yield from self._empty_table(own)
        if {"nothing", "step", "unchanged", "backlog"} & {*cases}:
            with lane(self._world, self._home) as own:
                self._competitor.prepare(own)
                yield from self._filled_table(own)

    def _empty_table(self, own: Lane) -> Iterator[Sample]:
        files, rows = self._feed.files("load"), self._feed.rows["load"]
        for case in ("first", "replay"):
            own.put(_contents(files))
            yield self._measure(own, case, rows, self._expected.loaded)
            own.vacuum()

    def _filled_table(self, own: Lane) -> Iterator[Sample]:
        after = self._expected.after
        own.put(_contents(self._feed.files("base")))
        base = self._measure(own, "base", self._feed.rows["base"], after("base"))
        yield base
        if base.status:
            return
        own.vacuum()
        steps = self._feed.files("steps")
        for file in steps:
            yield self._measure(own, "nothing", 0, after("base") if file == steps[-1] else None)
        rows = self._feed.rows["steps"] // len(steps)
        for file in steps:
            own.put(_contents([file]))
            yield self._measure(own, "step", rows, after("steps") if file == steps[-1] else None)
        for case in ("unchanged", "backlog"):
            own.put(_contents(self._feed.files(case)))
            yield self._measure(own, case, self._feed.rows[case], after(case))
            own.vacuum()

    def _measure(
        self, own: Lane, case: str, rows: int, expected: Mapping[str, str] | None
    ) -> Sample:
        competitor = self._competitor
        start = competitor.start(own)
        usage = own.run(start.command, start.environ)
        problem = ""
        if usage.status:
            problem = _reason(own.output())
            log.warning("%s, %s: status %d: %s", competitor.name, case, usage.status, problem)
        if not competitor.has_memory:
            own.delete_waiting()
        verdict = None
        if expected is not None and competitor.keeps_one_row:
            with closing(connect(own.url)) as conn:
                verdict = compare(conn, competitor.relation, expected)
        sample = Sample(
            case,
            competitor.name,
            competitor.kind.value,
            self._round,
            rows,
            *usage,
            verdict,
            problem,
        )
        log.info("%s", _line(sample))
        return sample


def _contents(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield key_of(file), file.read_bytes()


def _reason(output: str) -> str:
    """Return the line that names the error, or the last line."""
    # The tables quote it in backticks.
    plain = _COLOURS.sub("", output).replace("`", "'")
    lines = [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
    from_postgres = [line for line in lines if line.startswith("pq: ")]
    errors = [line for line in lines if "error" in line.lower()]
    # The cause is PostgreSQL's first message, or else the last line of a traceback.
    return [*(errors or lines or ["it printed nothing"]), *from_postgres[:1]][-1][:200]


def _line(sample: Sample) -> str:
    verdict = f"  {tuple(sample.verdict)} wrong, missing, doubled" if sample.verdict else ""
    return (
        f"round {sample.round + 1}  {sample.competitor:22} {sample.case:10} {sample.wall_s:8.2f} s"
        f"  cpu {sample.cpu_s:6.2f} + {sample.postgres_cpu_s:6.2f} s"
        f"  peak {sample.peak_bytes / 2**20:6.0f} MiB{verdict}"
    )
