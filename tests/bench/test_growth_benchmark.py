"""The growth benchmark: steps alone, then while a broken file waits."""

from pathlib import Path

from benchmarks.imports.feed import Feed
from benchmarks.imports.growth import Steps, as_markdown, measure_steps
from benchmarks.imports.measure import Usage
from benchmarks.imports.world import World
from tests.bench.samples import cells_of

# So many tickets that 300 of them are open.
_LEAST = 6_000


def usage(wall_s: float, status: int = 0) -> Usage:
    return Usage(status, wall_s, 0.5, 0.25, 0.0, 0.0, 70 << 20)


def test_steps_succeed_while_a_broken_file_fails(feed: Feed, world: World, tmp_path: Path) -> None:
    found = measure_steps(world, tmp_path / "lane", feed, _LEAST, count=2)
    assert [used.status for used in found.alone] == [0, 0]
    assert [used.status for used in found.beside_broken] == [1, 1]


def test_the_tables_show_the_cost_of_a_broken_file(feed: Feed) -> None:
    steps = Steps([usage(0.8), usage(1.0), usage(0.9)], [usage(1.8, 1), usage(2.0, 1)])
    text = as_markdown(feed, {1_000_000: steps}, {2: usage(3.0)})
    alone, beside, drain = text.split(":\n\n")[1:]
    assert cells_of(alone, "1,000,000") == ["1,000,000", "0.90", "1.00", "0.50", "0.25", "70"]
    assert cells_of(beside, "1,000,000")[1:3] == ["1.90", "2.00"]
    assert cells_of(beside, "1,000,000")[-1] == "2.11"
    assert cells_of(drain, "2") == ["2", "600", "3.0", "200", "0.5", "0.2", "70"]
