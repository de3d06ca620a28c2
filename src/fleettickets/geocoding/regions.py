"""Understand a ticket's region: a county, a city, or a part of one, as *Nairobi East*.

What counties and cities there are follows from the gazetteer; ``tickets.place_aliases`` adds names
of other areas (docs/geocoding.md#regions).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from fleettickets.domain.place import Area, Position, Region, box_around, distance_m
from fleettickets.geocoding.address import words_of
from fleettickets.geocoding.gazetteer_file import Entry

# A provider's network of a city extends into the neighbouring counties.
_CITY_REACH_M = 30_000.0
_CELL_DEGREES = 0.1
_MARGIN_DEGREES = 0.02
_MAX_RINGS = 5
_UNITS = frozenset(
    {
        *("county", "region", "city", "town", "zone", "area", "district", "province"),
        *("municipality", "metropolitan", "metro", "greater", "hub", "cluster", "division"),
    }
)
_PARTS = frozenset(
    {
        *("north", "south", "east", "west", "central", "upper", "lower", "inner", "outer"),
        *("northern", "southern", "eastern", "western", "northeast", "northwest"),
        *("southeast", "southwest", "cbd", "island", "mainland"),
    }
)


class Regions:
    """The counties and cities of a gazetteer, and the names of areas that consist of them."""

    def __init__(self, entries: Iterable[Entry], aliases: Mapping[str, str]) -> None:
        self._counties: dict[str, str] = {}
        self._districts: dict[str, Region] = {}
        self._cities: dict[str, Region] = {}
        self._aliases = {_key(alias): names for alias, names in aliases.items()}
        self._spots: dict[str, list[Position]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.county:
                self._cells[_cell(entry.position)].append(entry)
                self._spots[entry.county].append(entry.position)
            if entry.precision == "county":
                self._add_county(entry)
            elif entry.precision == "city":
                self._add_city(entry)
        self.county_at = lru_cache(maxsize=4096)(self._find_county)
        self._understood: dict[str, Region | None] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any region, so that none can be checked."""
        return not self._counties and not self._cities

    def understand(self, text: str | None) -> Region | None:
        """Return what the region means; None if it is blank or names no place."""
        if not text:
            return None
        if text not in self._understood:
            self._understood[text] = self._understand(text)
        return self._understood[text]

    def county_of(self, areas: Iterable[str], position: Position) -> str | None:
        """Return the county that an address names, or else the one of the nearest place."""
        named = (self._counties.get(_key(_without(words_of(area), _UNITS))) for area in areas)
        return next((county for county in named if county), None) or self.county_at(position)

    def _understand(self, text: str) -> Region | None:
        words = [word for word in words_of(text) if not word.isdigit()]
        bare = _without(words, _UNITS)
        for some in (words, bare, _without(bare, _PARTS)):
            if found := self._named(_key(some)):
                return found._replace(box=self._box(found))
        return None

    def _named(self, key: str) -> Region | None:
        if names := self._aliases.get(key):
            parts = [self._named(_key(words_of(name))) for name in names.split(",")]
            known = [part for part in parts if part]
            if len(known) == 1:
                return known[0]
            counties = frozenset().union(*(part.counties for part in known))
            return Region("", counties) if counties else None
        county = self._counties.get(key)
        city = self._cities.get(key)
        if county:
            centre = city.centre if city else None
            return Region(county, frozenset({county}), centre, _CITY_REACH_M if city else 0)
        return city or self._districts.get(key)

    def _box(self, region: Region) -> Area | None:
        """Return the box around the city, and around all but a few places of the counties.

        A few places of each county have another one's name in GeoNames.
        """
        boxes = [box_around(region.centre, region.radius_m)] if region.centre else []
        for county in region.counties:
            spots = self._spots.get(county, [])
            omitted = len(spots) // 100
            east_west = sorted(spot.longitude for spot in spots)[omitted : len(spots) - omitted]
            south_north = sorted(spot.latitude for spot in spots)[omitted : len(spots) - omitted]
            if spots:
                boxes.append(Area(east_west[0], south_north[0], east_west[-1], south_north[-1]))
        if not boxes:
            return None
        wests, souths, easts, norths = zip(*boxes, strict=True)
        return Area(
            min(wests) - _MARGIN_DEGREES,
            min(souths) - _MARGIN_DEGREES,
            max(easts) + _MARGIN_DEGREES,
            max(norths) + _MARGIN_DEGREES,
        )

    def _add_county(self, entry: Entry) -> None:
        if not entry.county:  # as in files of earlier versions: nothing is known to be in it
            return
        is_first_level = entry.names[0] == entry.county
        for name in entry.names:
            key = _key(_without(words_of(name), _UNITS))
            if is_first_level:
                self._counties.setdefault(key, entry.county)
            else:
                self._districts.setdefault(
                    key, Region(entry.names[0], frozenset(filter(None, [entry.county])))
                )

    def _add_city(self, entry: Entry) -> None:
        for name in entry.names:
            region = Region(entry.names[0], frozenset(), entry.position, _CITY_REACH_M)
            self._cities.setdefault(_key(words_of(name)), region)

    def _find_county(self, position: Position) -> str | None:
        """Return the county of the nearest place, up to 50 km away."""
        middle = _cell(position)
        best: tuple[float, str] | None = None
        for ring in range(_MAX_RINGS + 1):
            for x in range(middle[0] - ring, middle[0] + ring + 1):
                for y in range(middle[1] - ring, middle[1] + ring + 1):
                    if max(abs(x - middle[0]), abs(y - middle[1])) == ring:
                        for entry in self._cells.get((x, y), ()):
                            away = distance_m(position, entry.position)
                            if best is None or away < best[0]:
                                best = (away, entry.county)
            if best is not None and ring:
                return best[1]
        return best[1] if best else None


def _without(words: Iterable[str], omitted: frozenset[str]) -> list[str]:
    return [word for word in words if word not in omitted]


def _key(words: Iterable[str]) -> str:
    return "".join(words) if not isinstance(words, str) else "".join(words_of(words))


def _cell(position: Position) -> tuple[int, int]:
    return (
        math.floor(position.longitude / _CELL_DEGREES),
        math.floor(position.latitude / _CELL_DEGREES),
    )
