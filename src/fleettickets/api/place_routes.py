"""The routes of positions: read a place, set, reject and undo its position, and what to review."""

from functools import partial
from typing import Annotated, Self

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field, model_validator

from fleettickets.api.contract.places import PlaceEdits, PlaceReview, PlaceState, Undone
from fleettickets.api.desk_answers import decider, fresh, known_state
from fleettickets.api.dispatch_parameters import DispatchBody
from fleettickets.api.guards import Deciding, Reading
from fleettickets.api.parameters import QueryOptions, Text
from fleettickets.domain.place import Position
from fleettickets.store import place_desk
from fleettickets.store.connect import Connection
from fleettickets.store.place_desk import PlaceName

router = APIRouter(prefix="/api/v1/places")

EditId = Annotated[int, Path(ge=1, lt=1 << 62)]


class PlaceQuery(QueryOptions):
    """Which place, as a ticket names it."""

    region: Text | None = None
    """The ticket's region, in any case."""
    cluster: Text | None = None
    """Its cluster, in any case."""
    location: Text | None = None
    """Its `location_name`; without one, the cluster itself."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.cluster is None and self.location is None:
            raise ValueError("name a cluster or a location")
        return self

    @property
    def name(self) -> PlaceName:
        """Return the place."""
        return PlaceName(self.region, self.cluster, self.location)


class MostQuery(QueryOptions):
    """How many lines."""

    most: Annotated[int, Field(ge=1, le=500)] = 100
    """The greatest number of lines."""


class PlaceWish(DispatchBody):
    """Where a place is."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    """WGS 84."""
    longitude: Annotated[float, Field(ge=-180, le=180)]
    """WGS 84."""


PlaceOptions = Annotated[PlaceQuery, Query()]
MostOptions = Annotated[MostQuery, Query()]


@router.get("/place", response_model=PlaceState)
async def place(visit: Reading, options: PlaceOptions) -> Response:
    """What is known of a place's position, and which tickets follow it."""
    work = partial(place_desk.read_place, name=options.name)
    return fresh(await visit.service.desk.run(work))


async def _place(visit: Deciding, options: PlaceQuery, position: Position | None) -> Response:
    editor = decider(visit)
    work = partial(
        place_desk.place,
        name=options.name,
        position=position,
        known=known_state(visit),
        editor=editor,
    )
    return fresh(await visit.service.desk.run(work, editor))


@router.put("/position", response_model=PlaceState)
async def set_position(visit: Deciding, options: PlaceOptions, wish: PlaceWish) -> Response:
    """Put a place, in all its spellings, where the body says; If-Match names its version.

    412 if its position has changed since.
    """
    return await _place(visit, options, Position(wish.longitude, wish.latitude))


@router.post("/wrong", response_model=PlaceState)
async def reject_position(visit: Deciding, options: PlaceOptions) -> Response:
    """Reject a place's position as wrong, in all its spellings; If-Match names its version.

    It has none then, and no run looks it up, until a person sets it or undoes this.
    """
    return await _place(visit, options, None)


@router.get("/review", response_model=PlaceReview)
async def review(visit: Reading, options: MostOptions) -> Response:
    """The places without a position, and the clusters in two places: worst first."""

    def work(conn: Connection) -> object:
        return {"places": place_desk.review_places(conn, options.most)}

    return fresh(await visit.service.desk.run(work))


@router.get("/edits", response_model=PlaceEdits)
async def edits(visit: Reading, options: MostOptions) -> Response:
    """What people did to positions, the newest first."""

    def work(conn: Connection) -> object:
        return {"edits": place_desk.list_edits(conn, options.most)}

    return fresh(await visit.service.desk.run(work))


@router.post("/edits/{edit_id}/undo", response_model=Undone)
async def undo(visit: Deciding, edit_id: EditId) -> Response:
    """Restore what an edit changed, in all spellings; 412 if a place was edited since.

    An undo is an edit too, which can be undone.
    """
    editor = decider(visit)
    work = partial(place_desk.undo_edit, edit_id=edit_id, editor=editor)
    return fresh(await visit.service.desk.run(work, editor))
