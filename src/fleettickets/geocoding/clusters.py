"""Find a cluster by its evidence together: its name, and the places of its tickets.

The tickets' own coordinates are stronger than both (docs/geocoding.md#clusters).
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean
from typing import NamedTuple

from fleettickets.domain.place import PRECISIONS, Candidate, Position, Question, distance_m
from fleettickets.geocoding.guard import Bounds, Verdict, is_same_name, judge

TWO_PLACES = "two_places"

_CITY = PRECISIONS.index("city")

MIN_PLACES = 3
"""So many places of its tickets must lie together before they say where a cluster is."""

# Places lie together within the first of these distances at which enough do: in the north, a
# constituency is as large as a county elsewhere.
_TOGETHER_M = (15_000.0, 30_000.0, 50_000.0)
_MIN_SHARE = 0.4
# A name that is less than this share of that distance from the middle is the cluster's.
_SAME_SHARE = 0.8
MAX_PLACES = 40
"""More places of a cluster say no more about where it is."""
_MIDDLE_M = 8_000.0
# A place this near to one of the equals that have the cluster's name speaks for it.
_NEAR_M = 25_000.0
_MAX_SPOTS = 6
_ONE_SPOT_M = 2_000.0


class Middle(NamedTuple):
    """Where the places of a cluster's tickets lie together, and how many do."""

    position: Position
    places: int
    of: int
    radius_m: float


def find_middle(places: Sequence[Sequence[Position]]) -> Middle | None:
    """Return where most places lie together; each has the spots that its name may mean.

    None if fewer than three do, or too small a share of those that were found.
    """
    known = [_distinct(spots) for spots in places if spots][:MAX_PLACES]
    if len(known) < MIN_PLACES:
        return None
    for radius_m in _TOGETHER_M:
        around = [_spots_around(spot, known, radius_m) for spots in known for spot in spots]
        best = max(around, key=len)
        for _ in range(2):
            best = _spots_around(_mean(best), known, radius_m) or best
        if len(best) >= max(MIN_PLACES, _MIN_SHARE * len(known)):
            return Middle(_mean(best), len(best), len(known), radius_m)
    return None


def choose(candidates: Sequence[Candidate], middle: Middle) -> Candidate | None:
    """Return the place of the cluster's name that its tickets' places confirm.

    If it lies at the edge of them, it has their middle as its position.
    """
    nearest = min(
        candidates, key=lambda each: distance_m(each.position, middle.position), default=None
    )
    limit_m = middle.radius_m * _SAME_SHARE
    if nearest is None:
        return None
    away_m = distance_m(nearest.position, middle.position)
    if away_m > limit_m:
        return None
    return nearest if away_m <= _MIDDLE_M else replace(nearest, position=middle.position)


def _spots_around(
    centre: Position, places: Sequence[Sequence[Position]], radius_m: float
) -> list[Position]:
    """Return the spot of each place that is nearest to the centre, if it is near."""
    found = []
    for spots in places:
        away_m, spot = min((distance_m(centre, spot), spot) for spot in spots)
        if away_m <= radius_m:
            found.append(spot)
    return found


def _elect(accepted: Sequence[Candidate], places: Sequence[Sequence[Position]]) -> Verdict | None:
    """Return the candidate near which most places may be, or the one at the area of that name."""
    areas = [each.position for each in accepted if each.is_area]
    votes = [_votes(each, places) for each in accepted]
    most = max(votes, default=0)
    if not most and not areas:
        return None
    leaders = [each for each, count in zip(accepted, votes, strict=True) if count == most]
    if not areas:
        return Verdict(leaders[0])
    confirmed = [each for each in leaders if distance_m(each.position, areas[0]) <= _MIDDLE_M]
    return Verdict((confirmed or [each for each in accepted if each.is_area])[0])


def _distinct(spots: Sequence[Position]) -> list[Position]:
    found: list[Position] = []
    for spot in spots:
        if all(distance_m(spot, other) > _ONE_SPOT_M for other in found):
            found.append(spot)
    return found[:_MAX_SPOTS]


def _votes(candidate: Candidate, places: Sequence[Sequence[Position]]) -> int:
    """Return how many places may be near the candidate."""
    return len(_spots_around(candidate.position, [spots for spots in places if spots], _NEAR_M))


def _mean(spots: Sequence[Position]) -> Position:
    return Position(fmean(s.longitude for s in spots), fmean(s.latitude for s in spots))


def settle(
    question: Question,
    candidates: Sequence[Candidate],
    bounds: Bounds,
    places: Sequence[Sequence[Position]],
    middle: Middle | None,
) -> Verdict:
    """Judge the answers to a cluster's name, and whether its tickets' places confirm one.

    If they do not, nothing is accepted, and the middle of the places is the better position.
    """
    verdict = judge(question, candidates, bounds)
    accepted = [each for each in candidates if judge(question, [each], bounds).accepted]
    accepted = [each for each in accepted if is_same_name(question.text, each.name)] or accepted
    if middle is None:
        return _elect(accepted, places) or verdict
    chosen = choose(accepted, middle)
    if chosen is not None:
        return Verdict(chosen)
    if verdict.accepted is None and not accepted:
        return verdict
    named = verdict.accepted or accepted[0]
    at = middle.position
    return Verdict(
        None,
        f"{TWO_PLACES}: its name is {distance_m(named.position, at) / 1000:.0f} km from "
        f"{at.latitude:.5f}, {at.longitude:.5f}, where {middle.places} of {middle.of} places of "
        "its tickets are",
        named,
    )


def spots_of(candidates: Sequence[Candidate], question: Question) -> list[Position]:
    """Return where the place of a ticket may be, by name alone and inside the region."""
    region = question.region
    return [
        each.position
        for each in candidates
        if each.is_exact
        and (region is None or region.admits(each.county, each.position))
        and PRECISIONS.index(each.precision) < _CITY
    ]
