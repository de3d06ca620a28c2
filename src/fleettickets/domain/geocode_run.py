"""A geocoding run: the questions that it asks, and what it did."""

from collections import Counter
from dataclasses import dataclass, field

from fleettickets.domain.place import Kind, Place, Position


@dataclass(slots=True)
class Task:
    """One question, and the places under their several spellings that it is asked for."""

    kind: Kind
    cluster: str | None
    text: str
    near: Position | None
    places: list[Place]


@dataclass(slots=True)
class Report:
    """What a run did; in a dry run, ``tasks`` alone."""

    provider: str
    tasks: dict[Kind, list[Task]] = field(default_factory=dict)
    questions: int = 0
    places: set[Place] = field(default_factory=set)
    """Those that were asked for and have a position now."""
    refused: Counter[str] = field(default_factory=Counter)
    copied: int = 0
    """Places that needed no question, because another spelling of them was known."""
    elsewhere: int = 0
    """Questions that another process was asking."""
    faults: list[str] = field(default_factory=list)
    stopped: str | None = None
    """What is to be waited for: budget, or day (the provider said so)."""

    @property
    def located(self) -> int:
        """How many places were asked for and have a position now."""
        return len(self.places)

    @property
    def is_good(self) -> bool:
        """Whether every question that could be asked was answered."""
        return not self.faults
