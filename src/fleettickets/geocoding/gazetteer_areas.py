"""Areas for a gazetteer from a table of their own, and the county of each place that lacks one."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from fleettickets.domain.place import Position
from fleettickets.errors import GazetteerError
from fleettickets.geocoding.gazetteer_file import AREA_RANK, Entry
from fleettickets.geocoding.regions import Regions


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
