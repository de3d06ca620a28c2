"""Decide which answers to trust: none far away, abroad, too coarse or about another place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from fleettickets.domain.place import (
    PRECISIONS,
    Area,
    Candidate,
    Position,
    Question,
    distance_m,
)
from fleettickets.geocoding.address import words_of
from fleettickets.geocoding.rivals import nearer_rival_m

_CITY = PRECISIONS.index("city")
_SAME_WORD = 75
_SAME_NAME = 80
_WHOLE_NAME = 85
_MIN_WORD = 4

NO_MATCH = "no_match"
NO_PLACE_WORDS = "no_place_words"
DUPLICATE = "duplicate_coordinate"
AMBIGUOUS = "ambiguous"
OUTSIDE_REGION = "outside_region"
NEARER_CLUSTER = "nearer_cluster"


class Verdict(NamedTuple):
    """The trusted answer; or why none is trusted, and the likeliest one that was rejected."""

    accepted: Candidate | None
    reason: str | None = None
    refused: Candidate | None = None


class Bounds(NamedTuple):
    """What an answer must satisfy."""

    area: Area | None
    """The service area."""
    country: str
    """Lower-case two-letter codes, comma-separated; empty: anywhere."""
    limit_m: float | None
    """How far from ``question.near`` an answer may lie."""


def judge(question: Question, candidates: Sequence[Candidate], bounds: Bounds) -> Verdict:
    """Return the first candidate without an objection; a reason is a word, then a measurement."""
    accepted = []
    reasons = []
    for candidate in candidates:
        reason = _refusal(question, candidate, bounds)
        if reason is not None:
            reasons.append(reason)
        elif question.near is not None:
            return Verdict(candidate)
        else:
            accepted.append(candidate)
    if accepted:
        return _choose_freely(accepted, question.radius_m)
    return Verdict(None, reasons[0], candidates[0]) if reasons else Verdict(None, NO_MATCH)


def find_stand_ins(
    answers: Iterable[tuple[str, str, Position]], max_questions: int
) -> dict[Position, int]:
    """Return the positions that answered too many questions whose text does not name the answer.

    ``answers`` are (question's text, answer's name, position). Return the number of questions by
    position.
    """
    texts = defaultdict(set)
    for text, name, position in answers:
        if not _holds(text, name):
            texts[position].add(text)
    return {spot: len(asked) for spot, asked in texts.items() if len(asked) >= max_questions}


def _holds(text: str, name: str) -> bool:
    """Whether the question contains the answer's whole name, give or take a typo."""
    question, answer = "".join(words_of(text)), "".join(words_of(name))
    similarity = fuzz.partial_ratio if len(answer) <= len(question) else fuzz.ratio
    return similarity(question, answer) >= _WHOLE_NAME


def _refusal(question: Question, candidate: Candidate, bounds: Bounds) -> str | None:
    return (
        _outside(candidate, bounds)
        or _away(question, candidate, bounds)
        or _elsewhere(question, candidate)
        or _coarseness(question, candidate)
    )


def _outside(candidate: Candidate, bounds: Bounds) -> str | None:
    if bounds.area is not None and not bounds.area.holds(candidate.position):
        return f"outside_area: {_at(candidate.position)}"
    if candidate.country and bounds.country and candidate.country not in bounds.country.split(","):
        return f"outside_country: in {candidate.country}"
    return None


def _away(question: Question, candidate: Candidate, bounds: Bounds) -> str | None:
    if question.near is None or bounds.limit_m is None:
        return None
    away_m = distance_m(question.near, candidate.position)
    limit_m = bounds.limit_m * candidate.reach
    if away_m > limit_m:
        limit_km = limit_m / 1000
        return f"too_far: {away_m / 1000:.1f} km from the cluster (limit {limit_km:g} km)"
    rival_m = nearer_rival_m(candidate.position, away_m, question.rivals)
    if rival_m is None:
        return None
    words = f"{away_m / 1000:.1f} km from the cluster, {rival_m / 1000:.1f} km from another one"
    return f"{NEARER_CLUSTER}: {words}"


def _elsewhere(question: Question, candidate: Candidate) -> str | None:
    region, position = question.region, candidate.position
    if region is not None and not region.admits(candidate.county, position):
        found = candidate.county or _at(position)
        wanted = region.name or ", ".join(sorted(region.counties))
        return f"{OUTSIDE_REGION}: in {found}, not in {wanted}"
    if not _is_alike(question.text, candidate.name):
        return f"name_mismatch: the answer is {candidate.name!r}"
    return None


def _coarseness(question: Question, candidate: Candidate) -> str | None:
    # The middle of a constituency says where a cluster is, not where an address is.
    if candidate.is_area and not question.is_cluster:
        return "too_coarse: the answer is a constituency"
    level = PRECISIONS.index(candidate.precision)
    may_be_city = question.is_cluster or is_same_name(question.text, candidate.name)
    if level > _CITY or (level == _CITY and not may_be_city):
        return f"too_coarse: the answer is a {candidate.precision}"
    return None


def is_same_name(text: str, name: str) -> bool:
    """Return whether the question is the answer's name and nothing else."""
    return "".join(words_of(text)) == "".join(words_of(name))


def _is_alike(text: str, name: str) -> bool:
    """Whether the text contains at least half of the name's words, give or take a typo."""
    question, answer = words_of(text), words_of(name)
    long_words = [word for word in answer if len(word) >= _MIN_WORD] or answer
    hits = sum(
        any(fuzz.ratio(word, other) >= _SAME_WORD for other in question) for word in long_words
    )
    if long_words and hits * 2 >= len(long_words):
        return True
    joined = "".join(question), "".join(long_words)
    return bool(joined[1]) and fuzz.partial_ratio(*joined) >= _SAME_NAME


def _choose_freely(accepted: list[Candidate], radius_m: float) -> Verdict:
    """Choose without a cluster's position: a single city, or equals that lie close together."""
    best = accepted[0]
    equals = [candidate for candidate in accepted if candidate.is_exact == best.is_exact]
    cities = [candidate for candidate in equals if candidate.precision == "city"]
    if len(cities) == 1:
        return Verdict(cities[0])
    spread_m = max(distance_m(best.position, other.position) for other in equals)
    if spread_m > radius_m:
        reason = f"{AMBIGUOUS}: {len(equals)} places, up to {spread_m / 1000:.0f} km apart"
        return Verdict(None, reason, best)
    return Verdict(best)


def _at(position: Position) -> str:
    return f"{position.latitude:.5f}, {position.longitude:.5f}"
