"""What the routes of positions answer: places, what people did to them, and which need a person."""

from typing import Annotated, Literal

from pydantic import AwareDatetime

from fleettickets.api.contract.base import Degrees, Shape, Tickets, Unit
from fleettickets.api.contract.tickets import GeoPrecision

Kind = Literal["cluster", "location"]
Spellings = Annotated[int, Unit("spellings")]
Metres = Annotated[float, Unit("metres")]


class LastEdit(Shape):
    """What a person did last to a place."""

    edit_id: int
    """Its number, for undo."""
    edited_by: str
    """By whom."""
    edited_at: AwareDatetime
    """When."""


class PlaceState(Shape):
    """What is known of a place's position, and which tickets follow it."""

    kind: Kind
    """A cluster, or a location of one."""
    region: str
    """Its region, in lower case; empty: none."""
    cluster: str | None
    """Its cluster."""
    location_name: str | None
    """Its address; null: the cluster itself."""
    version: str
    """Names this state; the next edit sends it in If-Match. `none`: nothing is known."""
    spellings: list[str]
    """How tickets spell it; an edit counts for all of them."""
    tickets: Tickets
    """The tickets that follow its position."""
    open_tickets: Tickets
    """Those of them that are open."""
    longitude: Degrees | None
    """WGS 84; null: it has no position."""
    latitude: Degrees | None
    """WGS 84."""
    provider: str | None
    """Who found it; `manual`: a person."""
    precision: GeoPrecision | None
    """What the position is near to."""
    is_manual: bool
    """Whether a person has set or rejected it."""
    is_wrong: bool
    """Whether a person has rejected its position."""
    reason: str | None
    """Why it has no position, or what is doubtful about it."""
    answer: str | None
    """The name of what was found."""
    refused_longitude: Degrees | None
    """Where the refused answer, or the other evidence, is."""
    refused_latitude: Degrees | None
    """WGS 84."""
    last_edit: LastEdit | None
    """What a person did to it last."""


class ReviewLine(Shape):
    """A place that needs a person."""

    kind: Kind
    """A cluster, or a location of one."""
    region: str
    """Its region, in lower case; empty: none."""
    cluster: str | None
    """Its cluster."""
    place: str | None
    """Its name."""
    query: str | None
    """The text that it was looked up by."""
    provider: str
    """Who looked it up; `manual`: a person has rejected it."""
    reason: str | None
    """Why it has no position, or that it is in two places (docs/geocoding.md#the-guard)."""
    answer: str | None
    """The name of what was found."""
    refused_longitude: Degrees | None
    """Where the refused answer is."""
    refused_latitude: Degrees | None
    """WGS 84."""
    asked_at: AwareDatetime
    """When it was looked up."""
    open_tickets: Tickets
    """The open tickets there."""
    far_m: Metres | None
    """How far the answer is from the evidence."""
    evidence_longitude: Degrees | None
    """Where the cluster is, or its tickets are."""
    evidence_latitude: Degrees | None
    """WGS 84."""


class PlaceReview(Shape):
    """The places that need a person."""

    places: list[ReviewLine]
    """Worst first: those with most open tickets, then those farthest from the evidence."""


class EditLine(Shape):
    """What a person did to a place, in all its spellings."""

    edit_id: int
    """Its number, for undo."""
    edited_at: AwareDatetime
    """When."""
    edited_by: str
    """By whom."""
    kind: Kind
    """A cluster, or a location of one."""
    region: str
    """Its region, in lower case; empty: none."""
    cluster: str | None
    """Its cluster."""
    location_name: str | None
    """Its address; null: the cluster itself."""
    spellings: Spellings
    """How many spellings it changed."""
    longitude: Degrees | None
    """Where it is since; null: nowhere."""
    latitude: Degrees | None
    """WGS 84."""
    was_longitude: Degrees | None
    """Where it was before; null: nowhere."""
    was_latitude: Degrees | None
    """WGS 84."""
    is_wrong: bool
    """Whether the person rejected the position."""
    is_undone: bool
    """Whether it was undone since."""


class PlaceEdits(Shape):
    """What people did to positions."""

    edits: list[EditLine]
    """The newest first."""


class Undone(Shape):
    """An edit that was undone."""

    spellings: Spellings
    """How many spellings have their earlier position."""
