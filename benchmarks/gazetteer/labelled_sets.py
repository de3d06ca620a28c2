"""Places with known positions: wards, facilities and bus stops, each with a region and a cluster.

The region is the county, the cluster the constituency. What a set is drawn from is left out of the
gazetteer that answers it.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from fleettickets.domain.place import Position, distance_m
from fleettickets.geocoding.address import words_of
from fleettickets.geocoding.gazetteer_file import Entry

# Schools, churches, markets, hospitals, clinics, mills and other buildings of GeoNames.
_FACILITY_CLASS = "S"
_NEAREST_WARD_M = 30_000.0


class Labelled(NamedTuple):
    """A place as a ticket has it, and its true position."""

    county: str
    cluster: str
    name: str
    at: Position


class Ward(NamedTuple):
    """A ward, its constituency and its county, and its point."""

    county: str
    constituency: str
    name: str
    at: Position


class LabelledSet(NamedTuple):
    """Labelled places, and which entries of the gazetteer may answer for them."""

    name: str
    places: list[Labelled]
    may_answer: Callable[[Entry], bool]


def read_sets(folder: Path) -> tuple[list[Ward], list[LabelledSet]]:
    """Return the wards and every set that the folder's files allow."""
    wards = list(_read_wards(folder / "kenya_ward_points.csv"))
    named = [Labelled(w.county, w.constituency, w.name, w.at) for w in wards]
    sets = [LabelledSet("wards", named, lambda _: True)]
    dump, stops = folder / "geonames_KE.txt", folder / "matatu_stops.txt"
    if dump.exists():
        facilities = [_as_ticket(*row, wards) for row in _read_facilities(dump)]
        sets.append(_held_out("facilities", facilities))
    if stops.exists():
        stopping = [_as_ticket(*row, wards) for row in _read_stops(stops)]
        sets.append(_held_out("bus stops", stopping))
    return wards, sets


def cluster_middles(wards: Iterable[Ward]) -> dict[tuple[str, str], Position]:
    """Return the mean of each constituency's wards, by (county, constituency)."""
    members = defaultdict(list)
    for ward in wards:
        members[ward.county, ward.constituency].append(ward.at)
    return {
        key: Position(fmean(p.longitude for p in points), fmean(p.latitude for p in points))
        for key, points in members.items()
    }


def _held_out(name: str, places: Iterable[Labelled | None]) -> LabelledSet:
    kept = [place for place in places if place is not None]
    used = {(_key(place.name), _spot(place.at)) for place in kept}

    def may_answer(entry: Entry) -> bool:
        spot = _spot(entry.position)
        return not any((_key(each), spot) in used for each in entry.names)

    return LabelledSet(name, kept, may_answer)


def _read_wards(file: Path) -> Iterator[Ward]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            county, constituency, name = (
                " ".join(row[column].title().split())
                for column in ("county", "constituency", "ward")
            )
            yield Ward(county, constituency, name, Position(float(row["lon"]), float(row["lat"])))


def _read_facilities(file: Path) -> Iterator[tuple[str, Position]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = line.split("\t")
            if row[6] == _FACILITY_CLASS and row[1].isascii():
                yield row[1], Position(float(row[5]), float(row[4]))


def _read_stops(file: Path) -> Iterator[tuple[str, Position]]:
    seen = set()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            at = Position(float(row["stop_lon"]), float(row["stop_lat"]))
            name = row["stop_name"].strip()
            if re.search("[A-Za-z]{3}", name) and _key(name) not in seen:
                seen.add(_key(name))
                yield name, at


def _as_ticket(name: str, at: Position, wards: list[Ward]) -> Labelled | None:
    """Return the place with the constituency of the nearest ward; None far from every ward."""
    near = min(wards, key=lambda ward: _apart(ward.at, at))
    if distance_m(near.at, at) > _NEAREST_WARD_M:
        return None
    return Labelled(near.county, near.constituency, name, at)


def _apart(a: Position, b: Position) -> float:
    return (a.longitude - b.longitude) ** 2 + (a.latitude - b.latitude) ** 2


def _key(name: str) -> str:
    return "".join(words_of(name))


def _spot(position: Position) -> tuple[float, float]:
    return round(position.longitude, 2), round(position.latitude, 2)
