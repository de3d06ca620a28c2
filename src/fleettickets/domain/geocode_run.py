"""A geocoding run: the questions for the provider, and the results."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fleettickets.domain.place import Kind, Place, Position, StoredAnswer


@dataclass(slots=True)
class Task:
    """One question, and the places (spellings of one place) that its answer is for."""

    kind: Kind
    region: str | None
    cluster: str | None
    text: str
    near: Position | None
    landmarks: frozenset[str]
    places: list[Place]


@dataclass(slots=True)
class GeocodeReport:
    """What a run did; a dry run sets only ``tasks``."""

    provider: str
    tasks: dict[Kind, list[Task]] = field(default_factory=dict)
    questions: int = 0
    places: set[Place] = field(default_factory=set)
    """Places that were asked about and now have a position."""
    refused: Counter[str] = field(default_factory=Counter)
    copied: int = 0
    """Places that needed no question, because another spelling already had an answer."""
    stated: int = 0
    """Places whose address contains their coordinates."""
    strange_regions: set[str] = field(default_factory=set)
    """Regions of tickets that name no place, so that nothing could be checked against them."""
    contradictions: dict[Place, str] = field(default_factory=dict)
    """Clusters whose name is in one place and their tickets in another, and where."""
    elsewhere: int = 0
    """Questions that another process was asking."""
    faults: list[str] = field(default_factory=list)
    stopped: str | None = None
    """Why the run stopped early: the ``budget``, the provider's limit per ``day``, its ``time``."""

    @property
    def located(self) -> int:
        """How many places were asked about and now have a position."""
        return len(self.places)

    @property
    def is_good(self) -> bool:
        """Whether no question failed."""
        return not self.faults


def by_place(answers: Sequence[tuple[Task, StoredAnswer]]) -> list[tuple[Place, StoredAnswer]]:
    """Return the answer of each place of the tasks."""
    return [(place, answer) for task, answer in answers for place in task.places]
