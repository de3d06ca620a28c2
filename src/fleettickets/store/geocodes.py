"""Places in the database: which to ask for, their answers, and positions set by hand.

A trigger updates a place's tickets when its row changes. Each call is a transaction of its own,
unless the caller opens one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.rows import class_row, dict_row

from fleettickets.domain.place import Area, Kind, Place, Position, StoredAnswer
from fleettickets.store.connect import Connection
from fleettickets.store.place_rows import (
    NamedPlace,
    OpenPlace,
    ReviewedPlace,
    SharedAnswer,
    point,
)
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
_FIND_CLUSTER_PLACES = query("find_cluster_places")
_FIND_HOME = query("find_home")
_FIND_CLUSTER_ANSWERS = query("find_cluster_answers")
_FIND_CLUSTER_POSITIONS = query("find_cluster_positions")
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

    def open_clusters(self, *, with_closed: bool = False) -> list[OpenPlace]:
        """Return the clusters of open and waiting tickets to ask for, in order.

        ``with_closed`` adds those that only closed tickets have.
        """
        params = {"expired_before": self._expired_before, "with_closed": with_closed}
        rows = self._conn.execute(_FIND_OPEN_CLUSTERS, params)
        return [
            OpenPlace(Place(cluster, None, region or None), *rest)
            for region, cluster, *rest in rows
        ]

    def open_locations(self) -> list[OpenPlace]:
        """Return the locations of actionable open tickets to ask for, in order."""
        rows = self._conn.execute(_FIND_OPEN_LOCATIONS, {"expired_before": self._expired_before})
        return [
            OpenPlace(
                Place(cluster, name, region or None),
                provider,
                text,
                reason,
                is_expired,
                point(*spot),
            )
            for region, cluster, name, provider, text, reason, is_expired, *spot in rows
        ]

    def labels(self) -> list[Place]:
        """Return the places of open tickets whose address contains a network label."""
        return [Place(cluster, name) for cluster, name in self._conn.execute(_FIND_LABELS)]

    def feed_centres(
        self, clusters: Sequence[str], regions: Sequence[str | None] | None = None
    ) -> dict[Place, Position]:
        """Return the centres of the clusters whose tickets' own coordinates agree.

        Without ``regions``, no cluster has one.
        """
        params = {"clusters": list(clusters), "regions": list(regions or [None] * len(clusters))}
        rows = self._conn.execute(_FIND_FEED_CENTRES, params)
        return {
            Place(cluster, None, region or None): Position(longitude, latitude)
            for region, cluster, longitude, latitude in rows
        }

    def places_of(self, clusters: Sequence[Place]) -> list[list[str]]:
        """Return the locations of each cluster's tickets, at most 80."""
        found: list[list[str]] = [[] for _ in clusters]
        for number, name in self._conn.execute(_FIND_CLUSTER_PLACES, _named(clusters)):
            found[number - 1].append(name)
        return found

    def home(self, region: str | None = None) -> Position | None:
        """Return the centre of the clusters that have a position, in the region if it is given."""
        found = self._conn.execute(_FIND_HOME, {"region": region}).fetchone()
        return point(*found) if found else None

    def cluster_positions(self) -> list[Position]:
        """Return where all clusters are."""
        return [Position(*row) for row in self._conn.execute(_FIND_CLUSTER_POSITIONS)]

    def answers(
        self, kind: Kind, asked: Sequence[tuple[str | None, str | None, str]], provider: str
    ) -> list[StoredAnswer | None]:
        """Return, for each (region, cluster, text), the answer to another spelling, or None.

        That another provider found nothing does not count as an answer.
        """
        params = {
            "regions": [region for region, _, _ in asked],
            "clusters": [cluster for _, cluster, _ in asked],
            "texts": [text for _, _, text in asked],
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
                point(row["longitude"], row["latitude"]),
                row["answer"],
                row["reason"],
                point(row["refused_longitude"], row["refused_latitude"]),
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
            **_named([place for place, _ in rows]),
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
            SharedAnswer(
                Place(cluster, name, region), text, answer or "", Position(longitude, latitude)
            )
            for region, cluster, name, text, answer, longitude, latitude in self._conn.execute(
                _FIND_ANSWERS_AT, params
            )
        ]

    def refuse(self, reasons: Mapping[Place, str]) -> None:
        """Reject positions of locations that were trusted before, but none set by hand."""
        params = _named(list(reasons)) | {"reasons": list(reasons.values())}
        self._conn.execute(_REFUSE_LOCATIONS, params)

    @contextmanager
    def asking(
        self, kind: Kind, cluster: str | None, text: str, region: str | None = None
    ) -> Iterator[bool]:
        """Hold a lock on the question; yield False if another process holds it.

        The session owns the lock, so it ends with the connection, however that ends.

        Raises:
            SettingError: a pooler lost the lock.
        """
        parts = (kind, region or "", (cluster or "").lower(), text)
        question = {"question": "\x1f".join(parts)}
        found = self._conn.execute(_HOLD_QUESTION, question).fetchone()
        is_held = bool(found and found[0])
        try:
            yield is_held
        finally:
            if is_held and not self._conn.broken:
                check_released(self._conn.execute(_RELEASE_QUESTION, question))

    def named(self, name: str, cluster: str | None, region: str | None = None) -> list[NamedPlace]:
        """Return the places that match a name, clusters first.

        With a cluster ("" for locations without one), return only its locations; with a region
        ("" for places without one), only what is in it.
        """
        cursor = self._conn.cursor(row_factory=class_row(NamedPlace))
        params = {"name": name, "cluster": cluster, "region": region}
        return cursor.execute(_FIND_PLACES, params).fetchall()

    def forget(self, kind: Kind, places: Sequence[Place]) -> None:
        """Delete the answers for the places, including positions set by hand."""
        params = _named(places)
        self._conn.execute(_DELETE_CLUSTERS if kind == "cluster" else _DELETE_LOCATIONS, params)

    def review(self, max_places: int) -> list[ReviewedPlace]:
        """Return places without a position of their own, those with most open tickets first."""
        cursor = self._conn.cursor(row_factory=class_row(ReviewedPlace))
        return cursor.execute(_REVIEW_PLACES, {"max_places": max_places}).fetchall()


def _named(places: Sequence[Place]) -> dict[str, Any]:
    """Return the parameters that name the places."""
    return {
        "regions": [place.region for place in places],
        "clusters": [place.cluster for place in places],
        "names": [place.name for place in places],
    }
