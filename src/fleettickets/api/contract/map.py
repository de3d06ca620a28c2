"""The map's open tickets."""

from typing import ClassVar

from pydantic import AwareDatetime

from fleettickets.api.contract.base import ReportAnswer, Shape, Tickets
from fleettickets.api.contract.dashboard import TicketFilters
from fleettickets.api.contract.freshness import Freshness
from fleettickets.api.contract.tickets import Feature, FeatureCollection


class MapCounts(Shape):
    """Open tickets, located or not."""

    open: Tickets
    """Open tickets, located or not."""
    located: Tickets
    """Open tickets that have a position."""
    unlocated: Tickets
    """Open tickets without a position."""
    actionable: Tickets
    """Always `open`, because open means actionable."""
    waiting: Tickets
    """Tickets that are neither open nor closed; not among the features."""
    on_track: Tickets
    """Open tickets in this SLA state."""
    at_risk: Tickets
    """Open tickets in this SLA state."""
    breached: Tickets
    """Open tickets in this SLA state."""
    sla_unknown: Tickets
    """Open tickets whose SLA state is unknown."""


class MapDataset(MapCounts):
    """The same counts for one dataset, and the clock that its ages are measured at."""

    dataset: str
    """The dataset that is counted."""
    as_of: AwareDatetime
    """The clock that the dataset's ages are measured at."""


class MapSummary(MapCounts):
    """Counts over all datasets, and for each."""

    by_dataset: list[MapDataset]
    """The same counts for each dataset."""
    freshness: dict[str, Freshness]
    """How old the answer is; the dataset's name is the key."""


class MapFilters(TicketFilters):
    """What a map's answer is for, as given."""

    dataset: str | None
    """As given."""
    as_of: AwareDatetime | None
    """As given."""


class TicketMap(FeatureCollection, ReportAnswer):
    """The open tickets that have a position, with counts."""

    FUNCTION: ClassVar = "fn_tickets_for_map"

    features: list[Feature]
    """The open tickets that have a position: by dataset, oldest first."""
    summary: MapSummary
    """Counts over the tickets that match the filters; `located` is the number of features."""
    filters: MapFilters
    """What the answer is for, as given."""
