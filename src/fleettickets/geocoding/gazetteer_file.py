"""The gazetteer's file, built from a GeoNames dump and bus stops for the offline provider.

Tab-separated lines, compressed with xz: longitude, latitude, precision, rank, the names, separated
by ``|``, and the county. Lines that begin with ``#`` name the data's sources. A line may lack the
county, as in files of earlier versions.
"""

import csv
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fleettickets.domain.place import PRECISIONS, Position
from fleettickets.errors import GazetteerError
from fleettickets.geocoding.address import words_of

_GEONAMES_COLUMNS = 19
_CITY_POPULATION = 50_000
_ARC_MINUTE_ERROR = 2e-4
_UNIT_WORDS = re.compile(
    r"\b(?:sub-?location|location|ward|division|district|county)$", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[\d\s-]*")

VAGUE_RANK = 4
"""From this rank on, a place may be kilometres away from its point."""

AREA_RANK = 6
"""The rank of an area such as a constituency, at its middle."""

# The rank orders what people mean by a name: a village before a school before a stream.
_CLASSES = {
    "P": ("neighbourhood", 0),
    "A": ("suburb", 1),
    "L": ("suburb", 1),
    "S": ("venue", 2),
    "R": ("street", 2),
    "T": ("suburb", 3),
    "V": ("suburb", 3),
    "H": ("suburb", VAGUE_RANK),
}
_CODES = {
    "PPLC": ("city", 0),
    "PPLA": ("city", 0),
    "ADM1": ("county", 3),
    "ADM2": ("county", 3),
    "PCLI": ("country", 5),
    "CONT": ("country", 5),
}

_SHIPPED = ("kenya.tsv.xz", "uganda.tsv.xz")

_HEADER = """\
# Places for offline geocoding. Made by `fleettickets gazetteer build` from:
# {sources}
# Names and positions as there, sorted; positions rounded to five decimals; names that have no
# Latin letters, and names of one place that are spelled alike, are left out.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place and its names, the usual one first."""

    position: Position
    precision: str
    rank: int
    names: tuple[str, ...]
    county: str = ""
    """The first-level area that contains it, by the name that its own entry has; empty: unknown."""


@cache
def read_shipped() -> tuple[Entry, ...]:
    """Return the places that the package contains: of Kenya, and the towns of Uganda."""
    folder = files("fleettickets.geocoding").joinpath("data")
    return tuple(entry for name in _SHIPPED for entry in _parse(name, (folder / name).read_bytes()))


def read_gazetteer(path: Path) -> list[Entry]:
    """Return the places in the file.

    Raises:
        GazetteerError: it cannot be read, or is not a gazetteer.
    """
    try:
        return _parse(str(path), path.read_bytes())
    except OSError as error:
        raise GazetteerError(str(path), error.strerror or "cannot be read") from error


def write_gazetteer(path: Path, entries: Iterable[Entry], sources: str) -> int:
    """Write the places, sorted by position; return how many there are.

    Equal places give equal bytes.
    """
    lines = sorted(
        "\t".join(
            [
                f"{entry.position.longitude:.5f}",
                f"{entry.position.latitude:.5f}",
                entry.precision,
                str(entry.rank),
                "|".join(entry.names),
                entry.county,
            ]
        )
        for entry in entries
    )
    text = _HEADER.format(sources=sources) + "\n".join(lines) + "\n"
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    return len(lines)


def read_geonames(path: Path) -> Iterator[Entry]:
    """Yield the places of a country's dump from geonames.org/export, such as ``KE.txt``.

    Raises:
        GazetteerError: a line lacks its 19 columns or a position.
    """
    counties = _read_counties(path)
    for number, line in enumerate(_lines(path), 1):
        row = line.rstrip("\n").split("\t")
        if len(row) != _GEONAMES_COLUMNS:
            problem = f"line {number}: expected {_GEONAMES_COLUMNS} columns, got {len(row)}"
            raise GazetteerError(str(path), problem)
        name, _, alternates, latitude, longitude, feature_class, feature_code = row[1:8]
        position = _position(path, number, longitude, latitude)
        names = _names([name, *alternates.split(",")])
        if names and feature_class in _CLASSES:
            precision, rank = _CODES.get(feature_code) or _CLASSES[feature_class]
            if feature_class == "P" and int(row[14] or 0) >= _CITY_POPULATION:
                precision = "city"
            if precision == "neighbourhood" and _is_rounded(position):
                precision = "suburb"
            if feature_class == "A" and precision == "suburb" and _is_rounded(position):
                rank = VAGUE_RANK
            yield Entry(position, precision, rank, names, counties.get(row[10], ""))


def read_stops(path: Path) -> Iterator[Entry]:
    """Yield the stops of a GTFS ``stops.txt``; stops of the same name and place only once.

    Raises:
        GazetteerError: it lacks a column, or a stop has no position.
    """
    seen = set()
    for number, row in enumerate(csv.DictReader(_lines(path)), 2):
        try:
            name, latitude, longitude = row["stop_name"], row["stop_lat"], row["stop_lon"]
        except KeyError as error:
            raise GazetteerError(str(path), f"has no column {error}") from error
        position = _position(path, number, longitude, latitude)
        names = _names(re.split(r"[/()]", name))
        spot = (names, round(position.longitude, 3), round(position.latitude, 3))
        if names and spot not in seen:
            seen.add(spot)
            yield Entry(position, "neighbourhood", 1, names)


def _read_counties(path: Path) -> dict[str, str]:
    """Return the names of the first-level areas by their codes."""
    rows = (line.rstrip("\n").split("\t") for line in _lines(path))
    return {
        row[10]: names[0]
        for row in rows
        if len(row) == _GEONAMES_COLUMNS and row[7] == "ADM1" and (names := _names([row[1]]))
    }


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(str(path), f"cannot be read: {error}") from error


def _position(path: Path, number: int, longitude: str, latitude: str) -> Position:
    try:
        position = Position(float(longitude), float(latitude))
    except ValueError as error:
        raise GazetteerError(str(path), f"line {number} has no position: {error}") from error
    if not (abs(position.longitude) <= 180 and abs(position.latitude) <= 90):  # noqa: PLR2004
        raise GazetteerError(str(path), f"line {number} is off the globe")
    return position


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        short = _UNIT_WORDS.sub("", text.replace("|", " ").replace("\t", " ")).strip(" -,")
        words = words_of(short)
        if not _BARE_NUMBER.fullmatch(short) and "".join(words).isascii():
            found.setdefault("".join(words), " ".join(short.split()))
    return tuple(found.values())


def _is_rounded(position: Position) -> bool:
    """Whether both coordinates are whole arc minutes, and so two kilometres precise."""
    return all(
        abs(degrees * 60 - round(degrees * 60)) < 60 * _ARC_MINUTE_ERROR for degrees in position
    )


def _parse(path: str, packed: bytes) -> list[Entry]:
    try:
        text = lzma.decompress(packed).decode()
    except (lzma.LZMAError, UnicodeDecodeError) as error:
        raise GazetteerError(path, "is not a gazetteer") from error
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            longitude, latitude, precision, rank, names, *county = line.split("\t")
            position = Position(float(longitude), float(latitude))
            entry = Entry(position, precision, int(rank), tuple(names.split("|")), *county)
        except (ValueError, TypeError) as error:
            raise GazetteerError(path, f"line {number} is not a place: {error}") from error
        if precision not in PRECISIONS:
            raise GazetteerError(path, f"line {number} has an unknown precision: {precision!r}")
        entries.append(entry)
    return entries
