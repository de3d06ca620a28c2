"""Which answers are believed: none that is far away, abroad, too coarse or about another place."""

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

_CITY = PRECISIONS.index("city")
_SAME_WORD = 75
_SAME_NAME = 80
_WHOLE_NAME = 85
_MIN_WORD = 4

NO_MATCH = "no_match"
NO_PLACE_WORDS = "no_place_words"
DUPLICATE = "duplicate_coordinate"
AMBIGUOUS = "ambiguous"


class Verdict(NamedTuple):
    """The answer that is believed; else why none is, and the likeliest of those refused."""

    accepted: Candidate | None
    reason: str | None = None
    refused: Candidate | None = None


class Bounds(NamedTuple):
    """What answers are held against."""

    area: Area | None
    """The service area."""
    country: str
    """Two lower-case letters, or several parted by commas; empty: anywhere."""
    limit_m: float | None
    """How far from ``question.near`` an answer may lie."""


def judge(question: Question, candidates: Sequence[Candidate], bounds: Bounds) -> Verdict:
    """Return the first candidate that stands; the reason is a word, then what was measured."""
    if not candidates:
        return Verdict(None, NO_MATCH)
    reasons = [_refusal(question, candidate, bounds) for candidate in candidates]
    standing = [
        candidate for candidate, reason in zip(candidates, reasons, strict=True) if reason is None
    ]
    if not standing:
        return Verdict(None, reasons[0], candidates[0])
    if question.near is None:
        return _choose_freely(standing, question.radius_m)
    return Verdict(standing[0])


def find_stand_ins(
    answers: Iterable[tuple[str, str, Position]], max_questions: int
) -> dict[Position, int]:
    """Return positions that too many different questions got though they don't name the answer.

    Given (question's text, answer's name, position); returns how many questions, by position.
    """
    texts = defaultdict(set)
    for text, name, position in answers:
        if not _holds(text, name):
            texts[position].add(text)
    return {spot: len(asked) for spot, asked in texts.items() if len(asked) >= max_questions}


def _holds(text: str, name: str) -> bool:
    """Whether the answer's whole name stands in the question, give or take a typo."""
    asked, named = "".join(words_of(text)), "".join(words_of(name))
    likeness = fuzz.partial_ratio if len(named) <= len(asked) else fuzz.ratio
    return likeness(asked, named) >= _WHOLE_NAME


def _refusal(question: Question, candidate: Candidate, bounds: Bounds) -> str | None:
    position = candidate.position
    if bounds.area is not None and not bounds.area.holds(position):
        return f"outside_area: {_at(position)}"
    if candidate.country and bounds.country and candidate.country not in bounds.country.split(","):
        return f"outside_country: in {candidate.country}"
    if question.near is not None and bounds.limit_m is not None:
        away_m = distance_m(question.near, position)
        limit_m = bounds.limit_m * candidate.reach
        if away_m > limit_m:
            limit_km = limit_m / 1000
            return f"too_far: {away_m / 1000:.1f} km from the cluster, {limit_km:g} are allowed"
    if not _is_alike(question.text, candidate.name):
        return f"name_mismatch: the answer is {candidate.name!r}"
    return _coarseness(question, candidate)


def _coarseness(question: Question, candidate: Candidate) -> str | None:
    level = PRECISIONS.index(candidate.precision)
    is_asked_for = question.is_cluster or is_same_name(question.text, candidate.name)
    if level > _CITY or (level == _CITY and not is_asked_for):
        return f"too_coarse: the answer is a {candidate.precision}"
    return None


def is_same_name(text: str, name: str) -> bool:
    """Return whether the question is the answer's name and nothing else."""
    return "".join(words_of(text)) == "".join(words_of(name))


def _is_alike(text: str, name: str) -> bool:
    """Whether at least half of the name's words stand in the text, give or take a typo."""
    asked, named = words_of(text), words_of(name)
    telling = [word for word in named if len(word) >= _MIN_WORD] or named
    hits = sum(any(fuzz.ratio(word, other) >= _SAME_WORD for other in asked) for word in telling)
    if telling and hits * 2 >= len(telling):
        return True
    joined = "".join(asked), "".join(telling)
    return bool(joined[1]) and fuzz.partial_ratio(*joined) >= _SAME_NAME


def _choose_freely(standing: list[Candidate], radius_m: float) -> Verdict:
    """Believe, without a cluster's position, a lone city, or equals that lie close together."""
    best = standing[0]
    equals = [candidate for candidate in standing if candidate.is_exact == best.is_exact]
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
