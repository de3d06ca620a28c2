"""The parameters of every route, with the checks that need no database.

A parameter that was left out is None, and None means the default to the reporting functions.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

import orjson
from fastapi import Path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from fleettickets.domain.dataset import EAT
from fleettickets.feed.clean import MAX_NAME_BYTES
from fleettickets.imports.datasets import DATASETS

DatasetName = StrEnum("DatasetName", {name: name for name in DATASETS})  # type: ignore[misc]
"""The ticket types that this code knows, for paths."""

Dataset = Annotated[DatasetName, Path(description="The ticket type.")]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# An unquoted plus sign arrives as a space: 2026-06-25T08:00:00 03:00.
_LOST_PLUS = re.compile(r"(?<=[\d.]) (?=\d\d:?\d\d$)")
_NO_INSTANT = "expected an instant with its offset, such as 2026-06-25T08:00:00%2B03:00"


def _read_instant(value: object) -> object:
    instant = _parse_instant(value)
    if isinstance(instant, datetime) and instant.tzinfo is None:
        raise ValueError(_NO_INSTANT)
    return instant


def _read_nairobi_instant(value: object) -> object:
    instant = _parse_instant(value)
    if isinstance(instant, datetime) and instant.tzinfo is None:
        return instant.replace(tzinfo=EAT)
    return instant


def _parse_instant(value: object) -> object:
    if not isinstance(value, str):
        return value
    for text in (value, _LOST_PLUS.sub("+", value)):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            continue
    raise ValueError(_NO_INSTANT)


def _readable(value: str) -> str:
    if "\0" in value:
        raise ValueError("expected text without a zero byte")
    return value


def _read_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _DAY.fullmatch(value):
        raise ValueError("expected a day such as 2026-06-25")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_read_day)]
Instant = Annotated[datetime, BeforeValidator(_read_instant)]
NairobiInstant = Annotated[datetime, BeforeValidator(_read_nairobi_instant)]
"""An instant, in East Africa Time if it has no offset; a day is its first instant."""

Text = Annotated[str, Field(max_length=MAX_NAME_BYTES), AfterValidator(_readable)]
"""As long as the feed's own names may be: the pickers offer every name that a ticket has."""

Zoom = Annotated[int, Path(ge=0, le=22)]
Tile = Annotated[int, Path(ge=0, lt=1 << 22)]

TicketId = Annotated[
    str, Path(max_length=MAX_NAME_BYTES, examples=["INC1", "CRQ1"]), AfterValidator(_readable)
]

Cluster = Annotated[Text | None, Field(description="In any case; `(none)`: tickets without one.")]
AsOf = Annotated[
    Instant | None,
    Field(description="The clock that ages are measured at; by default the content's own time."),
]


class QueryOptions(BaseModel):
    """The parameters of a query; an empty value counts as absent."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if value != ""}

    def params(self) -> dict[str, Any]:
        """Return the parameters by name."""
        return self.model_dump(by_alias=True)

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the function by name, the same for equal requests."""
        return self.params()


class FilterQuery(QueryOptions):
    """The filters of every report about tickets.

    A field here is a query parameter of the routes, an argument of their functions, and a part of
    their ETags and of the CSV file's name.
    """

    NAMED: ClassVar = frozenset({"cluster", "status", "team", "owner"})
    """The filters that the functions take as ``p_…``; any other goes into ``p_filters``."""

    cluster: Cluster = None
    status: Text | None = None
    """A `normalized_status`, in any case; `(none)`: tickets without one."""
    team: Text | None = None
    """The team that a ticket is assigned to now, in any case; `(none)`: tickets without one."""
    owner: Text | None = None
    """The owner, in any case; `(none)`: tickets without one."""

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the function, with further filters as one object."""
        arguments = self.params()
        further = {
            name: arguments.pop(name) for name in FilterQuery.model_fields if name not in self.NAMED
        }
        return arguments | ({"filters": orjson.dumps(further).decode()} if further else {})


class WindowQuery(FilterQuery):
    """Tickets of a window of time, filtered."""

    window: Text | None = None
    """`today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval."""
    from_: Instant | None = Field(None, alias="from")
    """The start, inclusive. `from` and `to` win over `window`; without one, there is no bound."""
    to: Instant | None = None
    """The end, exclusive."""


class DashboardQuery(WindowQuery):
    """The options of a dashboard."""

    as_of: AsOf = None


class ExportQuery(DashboardQuery):
    """The options of a CSV file."""

    state: Literal["open", "waiting", "closed", "all"] = "open"
    """Which tickets; `closed`: those of the window."""


@dataclass(frozen=True, slots=True)
class TileAddress:
    """A tile in the scheme of web maps."""

    z: Zoom
    x: Tile
    y: Tile


class MapQuery(FilterQuery):
    """The options of the map."""

    dataset: DatasetName | None = None
    """The ticket type; all by default."""
    as_of: AsOf = None


class BacklogQuery(QueryOptions):
    """The options of the backlog."""

    from_: Day | None = Field(None, alias="from")
    """The first day, an East Africa day."""
    to: Day | None = None
    """The last day, inclusive."""
    cluster: Cluster = None


class TeamsQuery(QueryOptions):
    """The options of the teams' closings."""

    from_: Instant | None = Field(None, alias="from")
    """The window's start, inclusive."""
    to: Instant | None = None
    """The window's end, exclusive."""
    cluster: Cluster = None


class ClosuresQuery(WindowQuery):
    """The options of the figures of teams and people; the window is 30 days by default."""

    by: Literal["team", "owner"] = "team"
    """Whom closings are credited to."""
    period: Literal["day", "week", "window"] = "day"
    """East Africa days, ISO weeks, or only the window as a whole."""


class SearchQuery(QueryOptions):
    """The options of a search."""

    q: Annotated[
        str,
        Field(min_length=2, max_length=200, serialization_alias="text"),
        AfterValidator(_readable),
    ]
    """The beginning of an id, or a part of a place's name."""
    limit: Annotated[int, Field(ge=1, le=50)] = 20
    """The greatest number of matches."""
