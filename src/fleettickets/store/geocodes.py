"""Places in the database: which to ask for, their answers, and positions set by hand.

A trigger updates a place's tickets when its row changes. Each call is a transaction of its own,
unless the caller opens one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from psycopg.rows import class_row, dict_row

from fleettickets.domain.place import Area, Kind, Place, Position, StoredAnswer
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.session_locks import check_released

_FIND_AREA = query("find_area")
_HOLD_QUESTION = query("hold_question")
_RELEASE_QUESTION = query("release_question")
_SELECT_PLACE_ALIASES = query("select_place_aliases")
_INSERT_CODES = query("insert_codes")
_FIND_OPEN_CLUSTERS = query("find_open_clusters")
_FIND_OPEN_LOCATIONS = query("find_open_locations")
_FIND_FEED_CENTRES = query("find_feed_centres")
_FIND_HOME = query("find_home")
_FIND_CLUSTER_ANSWERS = query("find_cluster_answers")
_FIND_LOCATION_ANSWERS = query("find_location_answers")
_SAVE_CLUSTERS = query("save_clusters")
_SAVE_LOCATIONS = query("save_locations")
_FIND_LABELS = query("find_labels")
_FIND_ANSWERS_AT = query("find_answers_at")
_REFUSE_LOCATIONS = query("refuse_locations")
_FIND_PLACES = query("find_places")
_DELETE_CLUSTERS = query("delete_clusters")
_DELETE_LOCATIONS = query("delete_locations")
_REVIEW_PLACES = query("review_places")


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place of open tickets without a lasting position, and its last answer."""

    place: Place
    provider: str | None
    query: str | None
    reason: str | None
    is_expired: bool
    near: Position | None = None


class SharedAnswer(NamedTuple):
    """The answer to a question about a location: its name and position."""

    place: Place
    query: str
    name: str
    position: Position


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that matches a name that a person typed, and its number of tickets."""

    kind: Kind
    cluster: str | None
    location_name: str | None
    query: str | None
    is_manual: bool
    longitude: float | None
    latitude: float | None
    tickets: int

    @property
    def place(self) -> Place:
        """Return its name as the tickets spell it."""
        return Place(self.cluster, self.location_name)

    @property
    def position(self) -> Position | None:
        """Return its position, if it has one."""
        return _point(self.longitude, self.latitude)


@dataclass(frozen=True, slots=True)
class ReviewedPlace:
    """A place without a position of its own, and why."""

    kind: Kind
    cluster: str | None
    place: str
    query: str | None
    provider: str
    reason: str | None
    answer: str | None
    refused_longitude: float | None
    refused_latitude: float | None
    asked_at: datetime
    open_tickets: int


class Geocodes:
    """The places of one database. ``conn`` is in autocommit."""

    def __init__(self, conn: Connection, *, lifetime: timedelta | None = None) -> None:
        self._conn = conn
        self._expired_before = datetime.now(UTC) - lifetime if lifetime else None

    def area(self) -> Area | None:
        """Return the service area, or None if the whole globe is served."""
        found = self._conn.execute(_FIND_AREA).fetchone()
        return Area(*found) if found and found[0] is not None else None

    def aliases(self) -> list[tuple[str, str, str]]:
        """Return (kind, alias, replacement); patterns in the order in which they apply."""
        return [
            (kind, alias, replacement)
            for kind, alias, replacement in self._conn.execute(_SELECT_PLACE_ALIASES)
        ]

    def add_codes(self, codes: Mapping[str, str], note: str) -> list[str]:
        """Store the places that codes stand for; return the codes that were new."""
        params = {
            "codes": list(codes),
            "places": list(codes.values()),
            "notes": [note] * len(codes),
        }
        return [code for (code,) in self._conn.execute(_INSERT_CODES, params)]

    def open_clusters(self) -> list[OpenPlace]:
        """Return the clusters of open tickets to ask for, in order."""
        rows = self._conn.execute(_FIND_OPEN_CLUSTERS, {"expired_before": self._expired_before})
        return [OpenPlace(Place(cluster), *rest) for cluster, *rest in rows]

    def open_locations(self) -> list[OpenPlace]:
        """Return the locations of actionable open tickets to ask for, in order."""
        rows = self._conn.execute(_FIND_OPEN_LOCATIONS, {"expired_before": self._expired_before})
        return [
            OpenPlace(
                Place(cluster, name),
                provider,
                text,
                reason,
                is_expired,
                _point(longitude, latitude),
            )
            for cluster, name, provider, text, reason, is_expired, longitude, latitude in rows
        ]

    def labels(self) -> list[Place]:
        """Return the places of open tickets whose address contains a network label."""
        return [Place(cluster, name) for cluster, name in self._conn.execute(_FIND_LABELS)]

    def feed_centres(self, clusters: Sequence[str]) -> dict[str, Position]:
        """Return the centres of the clusters whose tickets' own coordinates agree."""
        rows = self._conn.execute(_FIND_FEED_CENTRES, {"clusters": list(clusters)})
        return {cluster: Position(longitude, latitude) for cluster, longitude, latitude in rows}

    def home(self) -> Position | None:
        """Return the centre of the clusters that have a position."""
        found = self._conn.execute(_FIND_HOME).fetchone()
        return _point(*found) if found else None

    def answers(
        self, kind: Kind, asked: Sequence[tuple[str | None, str]], provider: str
    ) -> list[StoredAnswer | None]:
        """Return, for each (cluster, text), the answer to another spelling, or None.

        That another provider found nothing does not count as an answer.
        """
        params = {
            "clusters": [cluster for cluster, _ in asked],
            "texts": [text for _, text in asked],
            "provider": provider,
            "expired_before": self._expired_before,
        }
        statement = _FIND_CLUSTER_ANSWERS if kind == "cluster" else _FIND_LOCATION_ANSWERS
        found: list[StoredAnswer | None] = [None] * len(asked)
        cursor = self._conn.cursor(row_factory=dict_row)
        for row in cursor.execute(statement, params):
            found[row["ask_no"] - 1] = StoredAnswer(
                row["query"],
                row["provider"],
                row["precision"],
                _point(row["longitude"], row["latitude"]),
                row["answer"],
                row["reason"],
                _point(row["refused_longitude"], row["refused_latitude"]),
                row["is_manual"],
            )
        return found

    def transaction(self) -> AbstractContextManager[object]:
        """Open a transaction for the block."""
        return self._conn.transaction()

    def save(
        self,
        kind: Kind,
        answers: Iterable[tuple[Place, StoredAnswer]],
        *,
        is_by_hand: bool = False,
    ) -> None:
        """Store answers; only ``is_by_hand`` replaces a position that was set by hand."""
        rows = list(dict(answers).items())
        if not rows:
            return
        known = [answer for _, answer in rows]
        params: dict[str, Any] = {
            "clusters": [place.cluster for place, _ in rows],
            "names": [place.name for place, _ in rows],
            "queries": [answer.query for answer in known],
            "providers": [answer.provider for answer in known],
            "precisions": [answer.precision for answer in known],
            "longitudes": [a.position and a.position.longitude for a in known],
            "latitudes": [a.position and a.position.latitude for a in known],
            "answers": [answer.answer for answer in known],
            "reasons": [answer.reason for answer in known],
            "refused_longitudes": [a.refused and a.refused.longitude for a in known],
            "refused_latitudes": [a.refused and a.refused.latitude for a in known],
            "manuals": [answer.is_manual for answer in known],
            "is_by_hand": is_by_hand,
        }
        self._conn.execute(_SAVE_CLUSTERS if kind == "cluster" else _SAVE_LOCATIONS, params)

    def answers_at(
        self, provider: str, positions: Sequence[Position], reason: str
    ) -> list[SharedAnswer]:
        """Return this provider's answers there, including those rejected for this reason."""
        params = {
            "provider": provider,
            "longitudes": [position.longitude for position in positions],
            "latitudes": [position.latitude for position in positions],
            "reason": reason,
        }
        return [
            SharedAnswer(Place(cluster, name), text, answer or "", Position(longitude, latitude))
            for cluster, name, text, answer, longitude, latitude in self._conn.execute(
                _FIND_ANSWERS_AT, params
            )
        ]

    def refuse(self, reasons: Mapping[Place, str]) -> None:
        """Reject positions of locations that were trusted before, but none set by hand."""
        params = {
            "clusters": [place.cluster for place in reasons],
            "names": [place.name for place in reasons],
            "reasons": list(reasons.values()),
        }
        self._conn.execute(_REFUSE_LOCATIONS, params)

    @contextmanager
    def asking(self, kind: Kind, cluster: str | None, text: str) -> Iterator[bool]:
        """Hold a lock on the question; yield False if another process holds it.

        The session owns the lock, so it ends with the connection, however that ends.

        Raises:
            SettingError: a pooler lost the lock.
        """
        question = {"question": f"{kind}\x1f{(cluster or '').lower()}\x1f{text}"}
        found = self._conn.execute(_HOLD_QUESTION, question).fetchone()
        is_held = bool(found and found[0])
        try:
            yield is_held
        finally:
            if is_held and not self._conn.broken:
                check_released(self._conn.execute(_RELEASE_QUESTION, question))

    def named(self, name: str, cluster: str | None) -> list[NamedPlace]:
        """Return the places that match a name, clusters first.

        With a cluster ("" for locations without one), return only its locations.
        """
        cursor = self._conn.cursor(row_factory=class_row(NamedPlace))
        return cursor.execute(_FIND_PLACES, {"name": name, "cluster": cluster}).fetchall()

    def forget(self, kind: Kind, places: Sequence[Place]) -> None:
        """Delete the answers for the places, including positions set by hand."""
        params = {
            "clusters": [place.cluster for place in places],
            "names": [place.name for place in places],
        }
        self._conn.execute(_DELETE_CLUSTERS if kind == "cluster" else _DELETE_LOCATIONS, params)

    def review(self, max_places: int) -> list[ReviewedPlace]:
        """Return places without a position of their own, those with most open tickets first."""
        cursor = self._conn.cursor(row_factory=class_row(ReviewedPlace))
        return cursor.execute(_REVIEW_PLACES, {"max_places": max_places}).fetchall()


def _point(longitude: float | None, latitude: float | None) -> Position | None:
    if longitude is None or latitude is None:
        return None
    return Position(longitude, latitude)
