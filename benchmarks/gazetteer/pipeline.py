"""Locate labelled places as a geocoding run does, without a database."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks.gazetteer.labelled_sets import Labelled
from fleettickets.domain.place import Position, Question, distance_m, precision_class
from fleettickets.geocoding.address import AddressRules, clean_address, find_landmarks
from fleettickets.geocoding.clusters import MAX_PLACES, find_middle, settle, spots_of
from fleettickets.geocoding.gazetteer_file import Entry
from fleettickets.geocoding.gazetteer_search import Gazetteer
from fleettickets.geocoding.guard import AMBIGUOUS, Bounds, judge
from fleettickets.geocoding.regions import Regions
from fleettickets.geocoding.rivals import Rivals

RADIUS_M = 25_000.0

ClusterKey = tuple[str, str]


class Found(NamedTuple):
    """A place and where it was put; without a position, only its cluster's is known, if any."""

    place: Labelled
    position: Position | None
    precision: str
    is_located: bool

    @property
    def error_m(self) -> float:
        """How far the position is from the true one; infinite without a position."""
        return distance_m(self.position, self.place.at) if self.position else math.inf


class Outcome(NamedTuple):
    """The positions of a set's clusters, by (county, constituency), and of its places."""

    clusters: Mapping[ClusterKey, Position]
    found: Sequence[Found]
    places_a_second: float


class Locator:
    """A gazetteer, the rules for addresses, and whether tickets give their region."""

    def __init__(
        self, entries: Iterable[Entry], rules: AddressRules, *, is_region_given: bool
    ) -> None:
        known = list(entries)
        self._gazetteer = Gazetteer(known)
        self._regions = Regions(known, rules.regions)
        self._rules = rules
        self._is_region_given = is_region_given
        self._bounds = Bounds(None, "ke", RADIUS_M)
        self._rivals = Rivals([])

    def locate(self, places: Sequence[Labelled]) -> Outcome:
        """Find the clusters, then the places."""
        clusters = self._find_clusters(places)
        self._rivals = Rivals(clusters.values())
        started = process_time()
        found = [self._find(place, clusters.get(self._key(place))) for place in places]
        rate = len(places) / (process_time() - started)
        positions = {
            (place.county, place.cluster): clusters[self._key(place)]
            for place in places
            if self._key(place) in clusters
        }
        return Outcome(positions, found, rate)

    def _key(self, place: Labelled) -> ClusterKey:
        return place.county if self._is_region_given else "", place.cluster

    def _question(self, text: str, county: str, *, is_cluster: bool = False) -> Question:
        region = self._regions.understand(county) if self._is_region_given else None
        cleaned = ", ".join(clean_address(text, self._rules))
        landmarks = find_landmarks(text, self._rules)
        return Question(cleaned, None, RADIUS_M, is_cluster, region, landmarks)

    def _find_clusters(self, places: Sequence[Labelled]) -> dict[ClusterKey, Position]:
        members = defaultdict(list)
        for place in places:
            members[self._key(place)].append(place)
        found: dict[ClusterKey, Position] = {}
        ambiguous: list[tuple[ClusterKey, Question]] = []
        for key, own in members.items():
            spots = [self._spots(place) for place in islice(own, MAX_PLACES)]
            middle = find_middle(spots)
            question = self._question(key[1], key[0], is_cluster=True)
            answers = self._gazetteer.search(question)
            verdict = settle(question, answers, self._bounds, spots, middle)
            if chosen := verdict.accepted or middle:
                found[key] = chosen.position
            elif (verdict.reason or "").startswith(AMBIGUOUS):
                ambiguous.append((key, question))
        return found | self._find_nearest(ambiguous, found)

    def _find_nearest(
        self,
        ambiguous: Sequence[tuple[ClusterKey, Question]],
        known: Mapping[ClusterKey, Position],
    ) -> dict[ClusterKey, Position]:
        """Choose the places nearest to the other clusters, of the same region if it has any."""
        found = {}
        for key, question in ambiguous:
            others = [spot for other, spot in known.items() if other[0] == key[0]]
            others = others or list(known.values())
            home = Position(*map(median, zip(*others, strict=True)))
            near = question._replace(near=home)
            answers = self._gazetteer.search(near)
            verdict = judge(near, answers, self._bounds._replace(limit_m=None))
            if verdict.accepted:
                found[key] = verdict.accepted.position
        return found

    def _spots(self, place: Labelled) -> list[Position]:
        question = self._question(place.name, place.county)
        return spots_of(self._gazetteer.search(question), question) if question.text else []

    def _find(self, place: Labelled, near: Position | None) -> Found:
        question = self._question(place.name, place.county)
        question = question._replace(near=near, rivals=self._rivals.around(near, RADIUS_M))
        answers = self._gazetteer.search(question) if question.text else []
        accepted = judge(question, answers, self._bounds).accepted
        if accepted is None:
            return Found(place, None, "cluster", near is not None)
        return Found(place, accepted.position, precision_class(accepted.precision), is_located=True)


def count_classes(found: Sequence[Found]) -> Counter[str]:
    """Return how many places have each precision."""
    return Counter(each.precision for each in found if each.position)
