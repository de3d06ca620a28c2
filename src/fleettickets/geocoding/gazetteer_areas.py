"""Areas for a gazetteer from a table of their own, and the county of each place that lacks one."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fleettickets.domain.place import Position
from fleettickets.errors import GazetteerError
from fleettickets.geocoding.address import words_of
from fleettickets.geocoding.gazetteer_file import AREA_RANK, Entry
from fleettickets.geocoding.regions import Regions

_OPPOSITES = {"east": "west", "west": "east", "north": "south", "south": "north"}


def read_areas(path: Path) -> Iterator[Entry]:
    """Yield the areas of a CSV file with the columns name, county, latitude and longitude.

    An area's point may be kilometres from a place in it, so it ranks among the vague places.

    Raises:
        GazetteerError: it cannot be read, or lacks a column or a position.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                position = Position(float(row["longitude"]), float(row["latitude"]))
                name = " ".join(row["name"].replace("|", " ").split())
                yield Entry(position, "suburb", AREA_RANK, (name,), row["county"])
    except (OSError, UnicodeDecodeError, KeyError, ValueError, AttributeError) as error:
        raise GazetteerError(str(path), f"is not a table of areas: {error}") from error


def exchange_opposites(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the areas, with the positions exchanged of pairs whose names contradict them.

    *Kajiado East* must lie east of *Kajiado West*: tables of areas confuse such pairs.
    """
    known = {(entry.county, *words_of(entry.names[0])): entry for entry in entries}
    for key, entry in known.items():
        other = next((known[each] for each in _opposites(key) if each in known), None)
        is_exchanged = other is not None and _contradicts(key, entry.position, other.position)
        yield replace(entry, position=other.position) if other and is_exchanged else entry


def _opposites(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at, word in enumerate(key[1:], 1):
        if word in _OPPOSITES:
            yield (*key[:at], _OPPOSITES[word], *key[at + 1 :])


def _contradicts(key: tuple[str, ...], own: Position, other: Position) -> bool:
    return (
        ("east" in key[1:] and own.longitude < other.longitude)
        or ("west" in key[1:] and own.longitude > other.longitude)
        or ("north" in key[1:] and own.latitude < other.latitude)
        or ("south" in key[1:] and own.latitude > other.latitude)
    )


def fill_counties(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give each place the name of its county as the county's own entry has it.

    A place without a county gets the one of the nearest place that has one.
    """
    known = list(entries)
    regions = Regions(known, {})
    for entry in known:
        areas = [entry.county] if entry.county else []
        county = regions.county_of(areas, entry.position) or ""
        yield Entry(entry.position, entry.precision, entry.rank, entry.names, county)
