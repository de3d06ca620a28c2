"""What dispatchers read and decide about positions through the server, on a known state."""

from typing import Any, NamedTuple

from psycopg.errors import InvalidParameterValue, ObjectNotInPrerequisiteState

from fleettickets.domain.place import Position
from fleettickets.errors import OutsideAreaError, UnknownPlaceError
from fleettickets.planner_errors import ChangedError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_desk import ANY
from fleettickets.store.place_edit_log import UNDO_PLACE_EDIT
from fleettickets.store.queries import query

_READ_PLACE = query("read_place")
_SET_PLACE = query("set_place")
_LOCK_PLACES = query("lock_places")
_READ_PLACE_REVIEW = query("read_place_review")
_READ_PLACE_EDITS = query("read_place_edits")


class PlaceName(NamedTuple):
    """A place as a ticket names it; without a location, the cluster itself."""

    region: str | None
    cluster: str | None
    location_name: str | None


def read_place(conn: Connection, name: PlaceName) -> dict[str, Any]:
    """Return what is known of a place's position, with its version."""
    return _one(conn, _READ_PLACE, name._asdict()) or {}


def place(
    conn: Connection, name: PlaceName, position: Position | None, *, known: str, editor: str
) -> dict[str, Any]:
    """Put a place where a person says it is, or without a position reject its present one.

    ``known`` is the version on which the decision rests.

    Raises:
        ChangedError: somebody else has moved it since.
        UnknownPlaceError: no ticket is there.
        OutsideAreaError: the position is outside the service area.
    """
    with conn.transaction():
        conn.execute(_LOCK_PLACES)
        before = read_place(conn, name)
        if known not in (ANY, before["version"]):
            raise ChangedError(_words(name), _who_edited(before))
        if not before["tickets"] and before["version"] == "none":
            raise UnknownPlaceError(_words(name), "no ticket is there")
        at = position or (None, None)
        params = {**name._asdict(), "longitude": at[0], "latitude": at[1], "editor": editor}
        try:
            conn.execute(_SET_PLACE, params)
        except InvalidParameterValue as error:
            raise OutsideAreaError(error.diag.message_primary or _words(name)) from error
        return read_place(conn, name)


def undo_edit(conn: Connection, edit_id: int, editor: str) -> dict[str, Any]:
    """Restore what an edit changed; return how many spellings have their earlier position.

    Raises:
        ChangedError: one of the places was edited since.
        UnknownPlaceError: there is no such edit.
    """
    name = f"edit {edit_id}"
    try:
        row = conn.execute(UNDO_PLACE_EDIT, {"edit_id": edit_id, "editor": editor}).fetchone()
    except InvalidParameterValue as error:
        raise UnknownPlaceError(name, "does not exist") from error
    except ObjectNotInPrerequisiteState as error:
        raise ChangedError(name, error.diag.message_primary or "was edited since") from error
    return {"spellings": row[0] if row else 0}


def review_places(conn: Connection, max_places: int) -> list[dict[str, Any]]:
    """Return the places that need a person, worst first."""
    return _one(conn, _READ_PLACE_REVIEW, {"max_places": max_places}) or []


def list_edits(conn: Connection, max_edits: int) -> list[dict[str, Any]]:
    """Return what people did to positions, the newest first."""
    return _one(conn, _READ_PLACE_EDITS, {"max_edits": max_edits}) or []


def _words(name: PlaceName) -> str:
    return " ".join((name.location_name or name.cluster or "").split())[:80] or "the place"


def _who_edited(place: dict[str, Any]) -> str:
    edit = place["last_edit"]
    if edit is None:
        return "its position has changed since"
    return f"{edit['edited_by']} edited its position at {edit['edited_at']}"


def _one(conn: Connection, statement: bytes, params: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    row = conn.execute(statement, params).fetchone()
    return row[0] if row else None
