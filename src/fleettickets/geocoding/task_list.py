"""What a geocoding run has to find out: one question for all spellings of a place."""

from collections.abc import Sequence
from dataclasses import replace

from fleettickets.domain.geocode_run import Task
from fleettickets.domain.place import Area, Kind, Place, Position, StoredAnswer
from fleettickets.geocoding.address import (
    AddressRules,
    clean_address,
    find_codes,
    find_landmarks,
)
from fleettickets.geocoding.coordinates import find_position
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.place_rows import OpenPlace

DERIVED = ("feed", "places")
"""Providers of a cluster's position that follows from its tickets; a run checks its name again."""

TEXT = "text"
"""Provider of a position that the address itself states."""


class TaskList:
    """The places of tickets that need a position, grouped by question."""

    def __init__(self, store: Geocodes, provider: str, area: Area | None) -> None:
        self._store = store
        self._provider = provider
        self._area = area
        self.rules = AddressRules.from_rows(store.aliases())
        self.stated: list[tuple[Place, StoredAnswer]] = []
        """The places that need no question, because their address contains their coordinates."""

    def clusters(self, *, with_closed: bool = False) -> list[Task]:
        """Return the questions about clusters, also those that only closed tickets have."""
        places = self._store.open_clusters(with_closed=with_closed)
        centres = self._store.feed_centres(
            [place.place.cluster or "" for place in places],
            [place.place.region for place in places],
        )
        found = [replace(place, near=centres.get(place.place)) for place in places]
        return self._group("cluster", found)

    def closed_clusters(self, asked: Sequence[Task]) -> list[Task]:
        """Return the questions about clusters of closed tickets alone, without those asked."""
        known = {place for task in asked for place in task.places}
        tasks = self.clusters(with_closed=True)
        return [task for task in tasks if not known.issuperset(task.places)]

    def locations(self) -> list[Task]:
        """Return the questions about locations."""
        self.stated = []
        places = []
        for place in self._store.open_locations():
            # Stated coordinates that were refused, because many addresses share them, stay so.
            is_new = place.provider is None or place.is_expired
            position = is_new and find_position(place.place.name or "", self._area, place.near)
            if not position:
                places.append(place)
            else:
                self.stated.append((place.place, self._stated(place, position)))
        return self._group("location", places)

    def clean(self, address: str) -> str:
        """Return the text that spellings of one place share."""
        return ", ".join(clean_address(address, self.rules))

    def learn_codes(self) -> None:
        """Store the codes that the network labels of open tickets carry."""
        found = find_codes((place.cluster, place.name or "") for place in self._store.labels())
        meant = {code: self.clean(cluster) for code, (cluster, _) in found.items()}
        new = {code: text for code, text in meant.items() if text}
        if new and self._store.add_codes(new, "from the network labels of this cluster"):
            self.rules = AddressRules.from_rows(self._store.aliases())

    def _stated(self, place: OpenPlace, position: Position) -> StoredAnswer:
        text = self.clean(place.place.name or "")
        return StoredAnswer(text, TEXT, "point", position)

    def _group(self, kind: Kind, places: Sequence[OpenPlace]) -> list[Task]:
        """Group the places by question, in their order, without those that have a final no."""
        tasks: dict[tuple[str, str, str], Task] = {}
        for place in places:
            spelled = place.place
            address = (spelled.cluster if kind == "cluster" else spelled.name) or ""
            text = self.clean(address)
            if self._is_final(place, text):
                continue
            cluster = spelled.cluster if kind == "location" else None
            landmarks = find_landmarks(address, self.rules)
            key = (spelled.region or "", (cluster or "").lower(), text)
            new = Task(kind, spelled.region, cluster, text, place.near, landmarks, [])
            task = tasks.setdefault(key, new)
            task.near = task.near or place.near
            task.places.append(spelled)
        return list(tasks.values())

    def _is_final(self, place: OpenPlace, text: str) -> bool:
        """Whether this provider has already found nothing for exactly this text."""
        if place.is_expired or place.query != text or place.provider is None:
            return False
        return place.provider == self._provider or (
            place.provider in DERIVED and (place.reason or "").startswith(f"{self._provider}:")
        )
