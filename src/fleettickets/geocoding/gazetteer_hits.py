"""Matches of an address in the gazetteer, and their order."""

from collections.abc import Sequence
from typing import NamedTuple

from fleettickets.domain.place import Position, distance_m

# A part of the address that is farther than this from the locality that a later part names is
# another place of that name.
_LOCALITY_M = 5_000.0

# How a name was matched, best first.
WHOLE, CORE, TYPO, WINDOW = range(4)


class Hit(NamedTuple):
    """A match; hits sort by how well they answer. ``place`` is an index of entries."""

    is_outside: bool
    is_far: bool
    is_stray: bool
    is_landmark: bool
    manner: int
    is_coarse: bool
    is_cluster: bool
    part: int
    missing: int
    zone: int
    rank: int
    distance_m: float
    place: int


def is_good(hit: Hit | None) -> bool:
    """Return whether the best exact hit is so good that typos need not be tried."""
    return (
        hit is not None
        and hit.manner <= CORE
        and not hit.is_far
        and not hit.is_outside
        and not hit.is_coarse
        and not hit.is_cluster
    )


def mark_strays(hits: Sequence[Hit], positions: Sequence[Position]) -> list[Hit]:
    """Mark hits that are not in the locality that a later part of the address names."""
    marked: list[Hit] = []
    locality: list[Position] = []
    for part in sorted({hit.part for hit in hits}, reverse=True):
        here: list[Position] = []
        for hit, position in zip(hits, positions, strict=True):
            if hit.part == part:
                is_stray = bool(locality) and not _is_near(position, locality)
                marked.append(hit._replace(is_stray=True) if is_stray else hit)
                if is_good(hit) and not is_stray and not hit.is_landmark:
                    here.append(position)
        locality = here or locality
    return marked


def _is_near(position: Position, locality: Sequence[Position]) -> bool:
    return any(distance_m(position, spot) <= _LOCALITY_M for spot in locality)
