"""What people do to positions: who did it, and how it is undone (docs/geocoding.md#by-hand)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from psycopg.errors import InvalidParameterValue, ObjectNotInPrerequisiteState
from psycopg.rows import class_row

from fleettickets.errors import UnknownPlaceError
from fleettickets.store.connect import Connection
from fleettickets.store.place_rows import PlaceEdit
from fleettickets.store.queries import query

_FIND_UNLABELLED_PLACES = query("find_unlabelled_places")
_LABEL_CLUSTERS = query("label_clusters")
_LABEL_LOCATIONS = query("label_locations")
_SET_EDITOR = query("set_editor")
UNDO_PLACE_EDIT = query("undo_place_edit")
_LIST_PLACE_EDITS = query("list_place_edits")


@contextmanager
def editing(conn: Connection, editor: str) -> Iterator[None]:
    """Open a transaction in which the person edits places; its edits belong together."""
    with conn.transaction():
        conn.execute(_SET_EDITOR, {"editor": editor})
        yield


def label_places(conn: Connection, clean: Callable[[str], str]) -> None:
    """Store the cleaned text of places that were set by SQL, so that it finds other spellings."""
    rows = conn.execute(_FIND_UNLABELLED_PLACES).fetchall()
    for kind, statement in (("cluster", _LABEL_CLUSTERS), ("location", _LABEL_LOCATIONS)):
        some = [row[1:] for row in rows if row[0] == kind]
        if some:
            regions, clusters, names = zip(*some, strict=True)
            addresses = names if kind == "location" else clusters
            params = {
                "regions": list(regions),
                "clusters": list(clusters),
                "names": list(names),
                "queries": [clean(address) for address in addresses],
            }
            conn.execute(statement, params)


def undo(conn: Connection, edit_id: int, editor: str) -> int:
    """Restore what the edit changed; return the number of spellings.

    Raises:
        UnknownPlaceError: there is no such edit, or the place was edited since.
    """
    try:
        found = conn.execute(UNDO_PLACE_EDIT, {"edit_id": edit_id, "editor": editor}).fetchone()
    except (InvalidParameterValue, ObjectNotInPrerequisiteState) as error:
        problem = error.diag.message_primary or "cannot be undone"
        raise UnknownPlaceError(f"edit {edit_id}", problem) from error
    return int(found[0]) if found else 0


def list_edits(conn: Connection, max_edits: int) -> list[PlaceEdit]:
    """Return the newest edits."""
    cursor = conn.cursor(row_factory=class_row(PlaceEdit))
    return cursor.execute(_LIST_PLACE_EDITS, {"max_edits": max_edits}).fetchall()
