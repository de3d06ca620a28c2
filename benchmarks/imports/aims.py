"""The import's aims, each with its measurement, so that no missed aim is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.imports.cases import CASES, Sample
from benchmarks.imports.competitors import Kind
from benchmarks.imports.summaries import Summary, fastest, ratios, summarise

_TIMES_THE_TOOL = 2.0
_OF_FLOOR = 1.5
_TIMES_THE_FIRST = 10.0
_STEP_S = 0.7
_NOTHING_S = 0.5
_PEAK_MB = 300


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim; ``is_reached`` is None if a case or the competitor to compare with is missing."""

    text: str
    measured: str = ""
    is_reached: bool | None = None


def judge(samples: Sequence[Sample]) -> list[Aim]:
    """Return every aim in the order of the cases; wrong rows of ours miss an aim."""
    found = {case: summarise(samples, case) for case in CASES}
    ours = {case: own for case in CASES for own in found[case] if own.kind == Kind.OURS.value}
    return [
        _of_tool(found["first"], ours.get("first")),
        _of_floor(found["first"], ours.get("first")),
        _of_first("the same files again", ours, "replay"),
        _within(_STEP_S, "a step", ours.get("step")),
        _of_first("a file with 95 % unchanged rows", ours, "unchanged"),
        _within(_NOTHING_S, "nothing new", ours.get("nothing")),
        _no_peer_faster(found["nothing"], ours.get("nothing")),
        _peak([sample for sample in samples if sample.kind == Kind.OURS.value]),
    ]


def _of_tool(summaries: Sequence[Summary], own: Summary | None) -> Aim:
    text = f"first load: at least {_TIMES_THE_TOOL:g} times the best tool's rate"
    of_tool = own and ratios(summaries, own).of_best_tool
    if not own or not of_tool:
        return Aim(text)
    times = 1 / of_tool
    return _aim(text, f"{times:.2f} times", own, is_reached=times >= _TIMES_THE_TOOL)


def _of_floor(summaries: Sequence[Summary], own: Summary | None) -> Aim:
    text = f"first load: at most {_OF_FLOOR:g} times the floor's time"
    times = own and ratios(summaries, own).of_floor
    if not own or not times:
        return Aim(text)
    return _aim(text, f"{times:.2f} times", own, is_reached=times <= _OF_FLOOR)


def _of_first(what: str, ours: Mapping[str, Summary], case: str) -> Aim:
    text = f"{what}: at least {_TIMES_THE_FIRST:g} times the first load's rate"
    own, first = ours.get(case), ours.get("first")
    if not own or not first:
        return Aim(text)
    times = (own.rows / own.wall_s) / (first.rows / first.wall_s)
    return _aim(text, f"{times:.2f} times", own, first, is_reached=times >= _TIMES_THE_FIRST)


def _within(limit_s: float, what: str, own: Summary | None) -> Aim:
    rows = f" of {own.rows:,} rows" if own and own.rows else ""
    text = f"{what}{rows}, whole process: at most {limit_s:g} s"
    if not own:
        return Aim(text)
    return _aim(text, f"{own.wall_s:.2f} s", own, is_reached=own.wall_s <= limit_s)


def _no_peer_faster(summaries: Sequence[Summary], own: Summary | None) -> Aim:
    text = "nothing new: no peer is faster"
    peer = fastest(summaries, Kind.TOOL, Kind.SCRIPT)
    if not own or not peer:
        return Aim(text)
    measured = f"{own.wall_s:.2f} s; {peer.competitor} {peer.wall_s:.2f} s"
    return _aim(text, measured, own, is_reached=own.wall_s <= peer.wall_s)


def _peak(own: Sequence[Sample]) -> Aim:
    text = f"peak memory in any case: at most {_PEAK_MB} MB"
    if not own:
        return Aim(text)
    # In the aim's unit; the tables have MiB.
    peak_mb = max(sample.peak_bytes for sample in own) / 1e6
    found = [each for case in ("base", *CASES) for each in summarise(own, case)]
    return _aim(text, f"{peak_mb:.0f} MB", *found, is_reached=peak_mb <= _PEAK_MB)


def _aim(text: str, measured: str, *own: Summary, is_reached: bool) -> Aim:
    if all(each.is_right for each in own):
        return Aim(text, measured, is_reached)
    return Aim(text, f"{measured}, but with wrong rows", is_reached=False)
