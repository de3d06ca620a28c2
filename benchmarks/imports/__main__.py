"""Compare the import with other tools: ``python -m benchmarks.imports [--quick]``."""

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.imports import machine
from benchmarks.imports.cases import CASES, Expectations, Sample, Trial
from benchmarks.imports.competitors import Competitor, competitors
from benchmarks.imports.environments import UnavailableError
from benchmarks.imports.feed import FULL, QUICK, Feed, make_feed
from benchmarks.imports.report import DOCUMENT, ROOT, as_markdown, put_between
from benchmarks.imports.results import new_stem, save
from benchmarks.imports.world import World, private_world
from fleettickets.store.connect import connect

log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run every case for each competitor, print the tables and save them; return 0.

    Results are saved after each run, and printed even if a later run crashes.
    """
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    folder: Path = options.folder
    feed = make_feed(folder, QUICK if options.quick else FULL)
    chosen, skipped = _available(folder / "venvs", options.only)
    rounds = options.rounds or (1 if options.quick else 3)
    stem = new_stem(folder, "imports")
    samples: list[Sample] = []
    with private_world(folder / "servers") as world:
        described = _describe(world)
        try:
            for trial in _trials(chosen, rounds, feed, world, folder / "lane"):
                for sample in trial.run(options.cases):
                    samples.append(sample)
                    save(stem, _content(described, skipped, samples))
        finally:
            text = as_markdown(_in_order(samples, chosen), skipped, described)
            sys.stdout.write(text)
            stem.with_suffix(".md").write_text(text)
    if options.write_docs:
        put_between(DOCUMENT, "imports", text)
        put_between(DOCUMENT, "machine", _as_list(described))
    return 0


def _trials(
    chosen: Sequence[Competitor], rounds: int, feed: Feed, world: World, home: Path
) -> Iterator[Trial]:
    expected = Expectations(feed)
    for number in range(rounds):
        # Rotate the order, so that no place in the round favours anyone.
        first = number % len(chosen)
        for competitor in [*chosen[first:], *chosen[:first]]:
            yield Trial(competitor, number, feed, expected, world=world, home=home)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports")
    parser.add_argument("--quick", action="store_true", help="little data, one round")
    parser.add_argument("--rounds", type=int, help="3 unless --quick")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".local/bench", help="for data and results"
    )
    names = list(competitors(Path()))
    parser.add_argument(
        "--only",
        nargs="+",
        choices=names,
        default=[name for name in names if name != "unarchived"],
        help="the competitors; default: all but unarchived",
    )
    parser.add_argument(
        "--cases",
        nargs="+",
        choices=CASES,
        default=CASES,
        help="cases that share a table run together",
    )
    parser.add_argument(
        "--write-docs", action="store_true", help=f"write the tables into {DOCUMENT.name}"
    )
    return parser


def _available(folder: Path, names: Sequence[str]) -> tuple[list[Competitor], dict[str, str]]:
    chosen: list[Competitor] = []
    skipped: dict[str, str] = {}
    for name, make in competitors(folder).items():
        if name in names:
            try:
                chosen.append(make())
            except UnavailableError as error:
                skipped[name] = str(error)
                log.warning("%s is skipped: %s", name, error)
    return chosen, skipped


def _describe(world: World) -> dict[str, str]:
    with closing(connect(world.dsn)) as conn:
        return machine.describe(conn)


def _in_order(samples: Sequence[Sample], chosen: Sequence[Competitor]) -> list[Sample]:
    places = {competitor.name: place for place, competitor in enumerate(chosen)}
    return sorted(samples, key=lambda sample: (places[sample.competitor], sample.round))


def _content(
    described: dict[str, str], skipped: dict[str, str], samples: Sequence[Sample]
) -> dict[str, Any]:
    return {
        "machine": described,
        "skipped": skipped,
        "samples": [sample.as_json() for sample in samples],
    }


def _as_list(described: dict[str, str]) -> str:
    return "".join(f"- {name}: {value}\n" for name, value in described.items())


if __name__ == "__main__":
    raise SystemExit(main())
