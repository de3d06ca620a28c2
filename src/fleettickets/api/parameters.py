"""The parameters of every route: what is taken, what is refused before the database is asked.

A parameter that is left out is None, which the reporting functions take for their default.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from fleettickets.imports.pipeline import DATASETS

DatasetName = StrEnum("DatasetName", {name: name for name in DATASETS})  # type: ignore[misc]
"""The ticket types that this code knows, for paths."""

Dataset = Annotated[DatasetName, Path(description="the ticket type")]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# An unquoted plus sign arrives as a space: 2026-06-25T08:00:00 03:00.
_LOST_PLUS = re.compile(r"(?<=[\d.]) (?=\d\d:?\d\d$)")


def _read_instant(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _LOST_PLUS.sub("+", value)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        problem = "expected an instant with its offset, such as 2026-06-25T08:00:00%2B03:00"
        raise ValueError(problem)
    return found


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
Text = Annotated[str, Field(max_length=200), AfterValidator(_readable)]

Zoom = Annotated[int, Path(ge=0, le=22)]
Tile = Annotated[int, Path(ge=0, lt=1 << 22)]

TicketId = Annotated[
    str, Path(max_length=200, examples=["INC1", "CRQ1"]), AfterValidator(_readable)
]

Cluster = Annotated[
    Text | None, Field(description="exactly as the feed spells it; empty: tickets without one")
]
Status = Annotated[Text | None, Field(description="a normalized_status, in any case")]
Team = Annotated[Text | None, Field(description="the team now; empty: tickets without one")]
Owner = Annotated[Text | None, Field(description="empty: tickets without one")]
AsOf = Annotated[Instant | None, Field(description="the clock; the content's own time by default")]


class _Query(BaseModel):
    def params(self) -> dict[str, Any]:
        """Return the values by name, the same for equal questions."""
        return self.model_dump(by_alias=True)


class FilterQuery(_Query):
    """The filters that every report of tickets takes: a filter is a line here."""

    cluster: Cluster = None
    status: Status = None
    team: Team = None
    owner: Owner = None

    def params(self) -> dict[str, Any]:
        """Return the values by name; the filters are one of them, as JSON."""
        values = super().params()
        filters = {name: values.pop(name) for name in FilterQuery.model_fields}
        return values | {"filters": json.dumps(filters)}


class WindowQuery(FilterQuery):
    """Tickets of a window, narrowed down."""

    window: Annotated[
        Text | None, Field(description="24h, 7d, 30d or another interval; not with from")
    ] = None
    from_: Annotated[Instant | None, Field(alias="from", description="inclusive")] = None
    to: Annotated[Instant | None, Field(description="exclusive")] = None


class DashboardQuery(WindowQuery):
    """What a dashboard is asked for."""

    as_of: AsOf = None


class ExportQuery(DashboardQuery):
    """What a file is asked for."""

    state: Annotated[
        Literal["open", "closed", "all"], Field(description="closed: those of the window")
    ] = "open"


@dataclass(frozen=True, slots=True)
class TileAddress:
    """A tile in the scheme of web maps."""

    z: Zoom
    x: Tile
    y: Tile


class MapQuery(FilterQuery):
    """What the map is asked for."""

    dataset: Annotated[DatasetName | None, Field(description="all by default")] = None
    as_of: AsOf = None


class BacklogQuery(_Query):
    """Which days."""

    from_: Annotated[Day | None, Field(alias="from", description="East Africa day")] = None
    to: Annotated[Day | None, Field(description="inclusive")] = None
    cluster: Cluster = None


class TeamsQuery(_Query):
    """Which closings."""

    from_: Annotated[Instant | None, Field(alias="from", description="inclusive")] = None
    to: Annotated[Instant | None, Field(description="exclusive")] = None
    cluster: Cluster = None


class SearchQuery(_Query):
    """What to look for."""

    q: Annotated[
        str,
        Field(
            min_length=2, max_length=200, description="the beginning of an id, or part of a place"
        ),
        AfterValidator(_readable),
    ]
    limit: Annotated[int, Field(ge=1, le=50)] = 20
