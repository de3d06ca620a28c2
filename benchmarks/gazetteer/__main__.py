"""Measure the offline gazetteer on places that it was not built from: Kenya's wards.

``python -m benchmarks.gazetteer [FOLDER]``; FOLDER contains kenya_ward_points.csv (county,
constituency, ward, lat, lon) and defaults to ../shared/data/places. A ward's constituency serves as
its cluster, at the mean of its wards' points. There is a line for all wards, for those of clusters
up to 10 or 25 km wide, and for those within the 25 km that the guard allows. A ward's point is the
centre of its bounding box, not of its population, so distances are upper bounds.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import starmap
from pathlib import Path
from random import Random
from statistics import fmean
from typing import NamedTuple

from benchmarks.gazetteer.seeded_rules import seeded_rules
from fleettickets.domain.place import Position, Question, distance_m
from fleettickets.geocoding.address import AddressRules, clean_address
from fleettickets.geocoding.gazetteer_file import read_shipped
from fleettickets.geocoding.gazetteer_search import Gazetteer
from fleettickets.geocoding.guard import Bounds, judge

RADIUS_M = 25_000.0
LABELS = (
    "{code}-FAT-{n:02} {name}",
    "OLT-{code}-02 {name}",
    "{name} Hse No. {n}",
    "FDT {n:02} / {name}",
    "{name} Blk {n}",
    "Pole No. {n}, {name}",
)


class Ward(NamedTuple):
    """A ward's name, its position, and its cluster's."""

    name: str
    at: Position
    cluster: Position
    cluster_radius_m: float


def main(folder: Path) -> int:
    """Print one line for each spelling and each size of cluster."""
    file = folder / "kenya_ward_points.csv"
    if not file.exists():
        sys.stdout.write(f"skipped: {file} does not exist\n")
        return 0
    wards = read_wards(file)
    started = time.perf_counter()
    gazetteer = Gazetteer(read_shipped())
    sys.stdout.write(f"gazetteer ready in {time.perf_counter() - started:.2f} s\n")
    sys.stdout.write(
        "spelling        wards of   wards  located   <2km   <5km  <25km  wrong  places/s\n"
    )
    rng = Random(7)  # noqa: S311 - misspellings, not secrets
    rules = seeded_rules()
    spellings: dict[str, Callable[[str], str]] = {
        "plain": str,
        "codes": lambda name: with_labels(rng, name),
        "typo": lambda name: with_typo(rng, name),
        "typo, codes": lambda name: with_labels(rng, with_typo(rng, name)),
    }
    chosen = {
        "to 10 km": [ward for ward in wards if ward.cluster_radius_m <= 10_000],  # noqa: PLR2004
        "to 25 km": [ward for ward in wards if ward.cluster_radius_m <= RADIUS_M],
        "within": [ward for ward in wards if distance_m(ward.at, ward.cluster) <= RADIUS_M],
        "all": wards,
    }
    for spelling, write in spellings.items():
        for size, some in chosen.items():
            line = measure(gazetteer, rules, some, write)
            sys.stdout.write(f"{spelling:12}  {size:>10}  {line}\n")
    return 0


def read_wards(file: Path) -> list[Ward]:
    """Return every ward; its cluster is its constituency, at the mean of its wards."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    members = defaultdict(list)
    for row in rows:
        key = row["county"], row["constituency"]
        members[key].append(Position(float(row["lon"]), float(row["lat"])))
    centres = {
        key: Position(fmean(p.longitude for p in points), fmean(p.latitude for p in points))
        for key, points in members.items()
    }
    radii = {
        key: max(distance_m(centres[key], point) for point in points)
        for key, points in members.items()
    }
    return [
        Ward(
            row["ward"].title(),
            Position(float(row["lon"]), float(row["lat"])),
            centres[row["county"], row["constituency"]],
            radii[row["county"], row["constituency"]],
        )
        for row in rows
    ]


def measure(
    gazetteer: Gazetteer, rules: AddressRules, wards: list[Ward], write: Callable[[str], str]
) -> str:
    """Return shares of all wards, and the share of located ones that are in the wrong city."""
    addresses = [(write(ward.name), ward) for ward in wards]
    bounds = Bounds(None, "ke", RADIUS_M)
    started = time.process_time()
    found = list(
        starmap(lambda text, ward: locate(gazetteer, rules, text, ward, bounds), addresses)
    )
    places_a_second = len(wards) / (time.process_time() - started)
    errors_m = [
        distance_m(position, ward.at)
        for position, ward in zip(found, wards, strict=True)
        if position is not None
    ]
    within = [sum(error < limit for error in errors_m) for limit in (2e3, 5e3, 25e3)]
    shares = "  ".join(f"{count / len(wards):5.1%}" for count in within)
    wrong = (len(errors_m) - within[-1]) / max(1, len(errors_m))
    return (
        f"{len(wards):5}  {len(errors_m) / len(wards):7.1%}  {shares}  {wrong:5.2%}"
        f"  {places_a_second:8.0f}"
    )


def locate(
    gazetteer: Gazetteer, rules: AddressRules, address: str, ward: Ward, bounds: Bounds
) -> Position | None:
    """Clean, search and judge, as the geocoder does."""
    text = ", ".join(clean_address(address, rules))
    question = Question(text, ward.cluster, RADIUS_M)
    accepted = judge(question, gazetteer.search(question), bounds).accepted
    return accepted.position if accepted else None


def with_labels(rng: Random, name: str) -> str:
    """Add the labels that dispatchers add to a name."""
    code = rng.choice(("KTM", "QOA", "PTMP", "WLD"))
    return rng.choice(LABELS).format(code=code, n=rng.randint(1, 40), name=name)


def with_typo(rng: Random, name: str) -> str:
    """Omit, swap or replace a letter, but not the first."""
    at = rng.randrange(1, max(2, len(name) - 1))
    before, after = name[:at], name[at + 1 :]
    return rng.choice(
        (
            before + after,
            before + after[:1] + name[at] + after[1:],
            before + rng.choice("aeiouklmnr") + after,
        )
    )


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/places")))
