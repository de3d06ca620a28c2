"""The offline provider: it looks names up in a gazetteer, without a key or a network."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from fleettickets.domain.place import (
    PRECISIONS,
    Area,
    Candidate,
    Position,
    Question,
    box_around,
    distance_m,
)
from fleettickets.geocoding.address import words_of
from fleettickets.geocoding.gazetteer_file import AREA_RANK, VAGUE_RANK, Entry, read_shipped
from fleettickets.geocoding.gazetteer_hits import (
    CORE,
    TYPO,
    WHOLE,
    WINDOW,
    Hit,
    is_good,
    mark_strays,
)

_GENERIC_USES = 60
_GENERIC_LENGTH = 2
_MAX_WINDOW = 5
_CELL_DEGREES = 0.1
_MAX_CANDIDATES = 8
_CLUSTER_ITSELF_M = 150
_ZONE_M = 3_000.0
_FAR_M = 1e7
# The share of the allowed distance for names with typos and for places with vague positions.
_GUESS_SHARE = 0.6
_CHAIN_SPREAD_M = 3_000.0
_ONE_TYPO_LENGTH = 5
_TWO_TYPOS_LENGTH = 8
_CITY = PRECISIONS.index("city")


class Gazetteer:
    """A provider over a list of places. Building it takes half a second for a country."""

    name = "gazetteer"
    is_metered = False

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self.entries: Sequence[Entry] = self._entries
        uses = Counter(
            word
            for entry in self._entries
            for word in {word for name in entry.names for word in words_of(name)}
        )
        self._generic = frozenset(
            word
            for word, count in uses.items()
            if count >= _GENERIC_USES or len(word) <= _GENERIC_LENGTH or word.isdigit()
        )
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._core: dict[str, list[int]] = defaultdict(list)
        self._cells: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        for place, entry in enumerate(self._entries):
            self._index(place, entry)
        self._names_near = lru_cache(maxsize=256)(self._find_names_near)

    def search(self, question: Question) -> list[Candidate]:
        """Return the places that the text may name, the likeliest first.

        Those inside the region come first. If no place of the country has the name, names near the
        cluster that differ by one or two typos match. Among equals, the one nearest to the cluster
        comes first.
        """
        parts = [words_of(part) for part in question.text.split(",")]
        if question.is_cluster and len(parts) > 1:
            parts.append(list(chain.from_iterable(parts)))
        hits = self._exact(question, parts)
        if question.near is not None and not is_good(min(hits, default=None)):
            hits += self._typos(question, question.near, parts)
        hits = sorted(mark_strays(hits, [self._entries[hit.place].position for hit in hits]))
        joined = "".join(chain.from_iterable(parts))
        return [self._candidate(hit, joined) for hit in hits[:_MAX_CANDIDATES]]

    def balance(self) -> int | None:
        """Return None: requests are not counted."""
        return None

    def _index(self, place: int, entry: Entry) -> None:
        cell = self._cells[_cell(entry.position)]
        for name in entry.names:
            words = words_of(name)
            whole = "".join(words)
            self._whole[whole].append(place)
            cell.setdefault(whole, place)
            core = "".join([word for word in words if word not in self._generic])
            if core and core != whole:
                self._core[core].append(place)

    def _exact(self, question: Question, parts: list[list[str]]) -> list[Hit]:
        hits = []
        for index, words in enumerate(parts):
            places = self._whole.get("".join(words), ())
            if " ".join(words) in question.landmarks and self._is_chain(question, places):
                continue
            hits += [self._hit(question, place, WHOLE, index, 0) for place in places]
            core = [word for word in words if word not in self._generic]
            if not core:
                continue
            if len(core) < len(words):
                hits += [
                    self._hit(question, place, CORE, index, 0)
                    for place in self._whole.get("".join(core), ())
                ]
            hits += [
                self._hit(question, place, CORE, index, 1)
                for place in self._core.get("".join(core), ())
            ]
            hits += self._windows(question, index, words, core)
        return hits

    def _windows(
        self, question: Question, index: int, words: list[str], core: list[str]
    ) -> list[Hit]:
        """Match names that are part of a longer text: the longest near one, the last of equals."""
        hits: list[Hit] = []
        for length in range(min(len(words) - 1, _MAX_WINDOW), 0, -1):
            for start in range(len(words) - length, -1, -1):
                window = words[start : start + length]
                covered = sum(word not in self._generic for word in window)
                if covered and (places := self._whole.get("".join(window))):
                    missing = len(core) - covered
                    manner = WINDOW if missing else CORE
                    hits += [self._hit(question, place, manner, index, missing) for place in places]
                    if not all(hit.is_far or hit.is_outside for hit in hits):
                        return hits
        return hits

    def _typos(self, question: Question, near: Position, parts: list[list[str]]) -> list[Hit]:
        hits: list[Hit] = []
        names, places = self._names_near(near, question.radius_m * _GUESS_SHARE)
        for index, words in enumerate(parts):
            core = [word for word in words if word not in self._generic]
            for wanted in {"".join(words), "".join(core)}:
                typos = (len(wanted) >= _ONE_TYPO_LENGTH) + (len(wanted) >= _TWO_TYPOS_LENGTH)
                if not typos or not core or wanted in self._whole:
                    continue
                found = process.extract(
                    wanted,
                    names,
                    scorer=OSA.distance,
                    processor=None,
                    score_cutoff=typos,
                    limit=5,
                )
                hits += [
                    self._hit(question, places[at], TYPO, index, int(distance))
                    for _, distance, at in found
                ]
        return hits

    def _find_names_near(self, near: Position, radius_m: float) -> tuple[list[str], list[int]]:
        box = box_around(near, radius_m)
        names: list[str] = []
        places: list[int] = []
        for cell in _cells_of(box):
            for name, place in self._cells.get(cell, {}).items():
                if box.holds(self._entries[place].position):
                    names.append(name)
                    places.append(place)
        return names, places

    def _is_chain(self, question: Question, places: Sequence[int]) -> bool:
        """Whether a landmark's name is that of several places, such as petrol stations."""
        region = question.region
        spots = [
            entry.position
            for entry in map(self._entries.__getitem__, places)
            if region is None or region.admits(entry.county, entry.position)
        ]
        return any(distance_m(spots[0], spot) > _CHAIN_SPREAD_M for spot in spots)

    def _hit(self, question: Question, place: int, manner: int, part: int, missing: int) -> Hit:
        entry = self._entries[place]
        region = question.region
        is_outside = region is not None and not region.admits(entry.county, entry.position)
        words = question.text.split(", ")
        is_landmark = part < len(words) and words[part] in question.landmarks
        away_m = distance_m(question.near, entry.position) if question.near else math.inf
        is_coarse = PRECISIONS.index(entry.precision) >= _CITY and not question.is_cluster
        is_cluster = away_m < _CLUSTER_ITSELF_M and not question.is_cluster
        is_far = question.near is not None and away_m > question.radius_m * _reach(entry)
        zone = int(min(away_m, _FAR_M) // _ZONE_M)
        return Hit(
            is_outside=is_outside,
            is_far=is_far,
            is_stray=False,
            is_landmark=is_landmark,
            manner=manner,
            is_coarse=is_coarse,
            is_cluster=is_cluster,
            part=part,
            missing=missing,
            zone=zone,
            rank=entry.rank,
            distance_m=away_m,
            place=place,
        )

    def _candidate(self, hit: Hit, joined: str) -> Candidate:
        entry = self._entries[hit.place]
        name = entry.names[0]
        if len(entry.names) > 1:
            name = max(
                entry.names, key=lambda each: fuzz.partial_ratio("".join(words_of(each)), joined)
            )
        is_exact = hit.manner <= CORE
        precision = entry.precision
        if hit.is_landmark:
            precision = _no_finer(precision, "venue")
        # A road has one point, which may be kilometres from the address.
        if hit.manner >= TYPO or precision == "street":
            precision = _no_finer(precision, "suburb")
        return Candidate(
            entry.position,
            name,
            precision,
            None,
            is_exact,
            _reach(entry),
            entry.county or None,
            entry.rank == AREA_RANK,
        )


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer that the package contains."""
    return Gazetteer(read_shipped())


def _reach(entry: Entry) -> float:
    """Return the share of the allowed distance within which the place is trusted."""
    return _GUESS_SHARE if entry.rank >= VAGUE_RANK else 1.0


def _no_finer(precision: str, limit: str) -> str:
    return PRECISIONS[max(PRECISIONS.index(precision), PRECISIONS.index(limit))]


def _cell(position: Position) -> tuple[int, int]:
    return (
        math.floor(position.longitude / _CELL_DEGREES),
        math.floor(position.latitude / _CELL_DEGREES),
    )


def _cells_of(box: Area) -> Iterable[tuple[int, int]]:
    first = _cell(Position(box.west, box.south))
    last = _cell(Position(box.east, box.north))
    return ((x, y) for x in range(first[0], last[0] + 1) for y in range(first[1], last[1] + 1))
