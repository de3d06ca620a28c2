"""The benchmark of plans: seeded days, one checker for all, peers only if they are installed."""

import pytest

from benchmarks.dispatch import __main__ as benchmark
from benchmarks.dispatch.days import SIZES, Size
from benchmarks.dispatch.nearest import fleetbase, nearest_first
from benchmarks.dispatch.peers import PEERS, installed
from fleettickets.dispatch.checker import check
from fleettickets.dispatch.engine import plan_day
from fleettickets.dispatch.search import Effort

SMALL = Size("small", 30, 4)


def test_a_seed_makes_one_day() -> None:
    first, again = SMALL.day(1), SMALL.day(1)

    assert (first.jobs, first.crews) == (again.jobs, again.crews)
    assert first.travel.tolist() == again.travel.tolist()
    assert SMALL.day(2).jobs != first.jobs
    assert not any(job.dues for job in Size("quiet", 30, 4, has_dues=False).day(1).jobs)


def test_ours_is_cheaper_than_nearest_first_and_breaks_nothing() -> None:
    day = SMALL.day(1)

    plan = plan_day(day, Effort(iterations=200))

    assert check(day, nearest_first(day)).violations == ()
    assert plan.cost < check(day, nearest_first(day)).cost
    assert check(day, fleetbase(day)).violations != ()


def test_what_a_method_breaks_is_counted_and_left_out_of_its_plan() -> None:
    day = SMALL.day(1)

    found = benchmark.measured("greedy", lambda problem, _s, _n: fleetbase(problem), day, 0, 1)

    assert found.violations > 0
    assert found.cost > plan_day(day, Effort(iterations=50)).cost


def test_the_table_names_peers_that_are_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark, "SIZES", (SMALL,))
    monkeypatch.setattr(benchmark, "installed", lambda: ({}, list(PEERS)))
    monkeypatch.setattr("sys.argv", ["dispatch", "--seconds", "1", "--seeds", "1"])

    benchmark.main()

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("not installed, so left out: VROOM, PyVRP, OR-Tools")
    assert any(line.startswith("  ours ") and "0 violations" in line for line in lines)
    assert "candidates for one job" in lines[-1]
    assert set(installed()[0]) <= set(PEERS)
    assert {size.name for size in SIZES} >= {"60/8", "250/25", "800/60"}
