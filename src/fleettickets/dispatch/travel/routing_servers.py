"""Travel times of routing servers, asked in blocks that their defaults allow."""

import json
from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from math import ceil
from typing import Any

from fleettickets.dispatch.http_text import UnansweredError, fetch
from fleettickets.dispatch.travel.table import Minutes
from fleettickets.domain.crew_day import EAT
from fleettickets.domain.place import Position
from fleettickets.planner_errors import TravelError

_BLOCK = 50
"""OSRM's server refuses more than 100 places by default, Valhalla's more than 2,500 pairs."""

Seconds = list[list[float | None]]


@dataclass(frozen=True, slots=True)
class Osrm:
    """An OSRM server: ``GET /table/v1/driving`` (https://project-osrm.org/docs/v5.24.0/api/)."""

    url: str
    timeout_s: float = 30
    name: str = "osrm"
    is_estimate: bool = False

    def minutes(
        self,
        origins: Sequence[Position],
        destinations: Sequence[Position],
        leave_at: datetime,  # noqa: ARG002 - OSRM knows no hour
    ) -> Minutes:
        """Return whole minutes, rounded up.

        Raises:
            TravelError: the server gives no usable answer.
        """
        return _in_blocks(self._ask, origins, destinations)

    def memory_key(self, leave_at: datetime) -> str:  # noqa: ARG002 - as above
        """Return the server's name and a digest of its address."""
        return _key(self.name, self.url)

    def _ask(self, origins: Sequence[Position], destinations: Sequence[Position]) -> Seconds:
        places = ";".join(f"{p.longitude:.6f},{p.latitude:.6f}" for p in (*origins, *destinations))
        sources = ";".join(str(number) for number in range(len(origins)))
        ends = ";".join(str(len(origins) + number) for number in range(len(destinations)))
        path = (
            f"/table/v1/driving/{places}?annotations=duration&sources={sources}&destinations={ends}"
        )
        answer = _request(self.name, "GET", self.url + path, None, self.timeout_s)
        if not isinstance(answer, dict) or answer.get("code") != "Ok":
            raise TravelError(self.name, "the answer is not a table")
        return _checked(self.name, answer.get("durations"), origins, destinations)


@dataclass(frozen=True, slots=True)
class Valhalla:
    """A Valhalla server: ``POST /sources_to_targets`` (https://valhalla.github.io/valhalla/api/)."""

    url: str
    timeout_s: float = 30
    name: str = "valhalla"
    is_estimate: bool = False

    def minutes(
        self, origins: Sequence[Position], destinations: Sequence[Position], leave_at: datetime
    ) -> Minutes:
        """Return whole minutes, rounded up.

        Raises:
            TravelError: the server gives no usable answer.
        """

        def ask(origins: Sequence[Position], destinations: Sequence[Position]) -> Seconds:
            return self._ask(origins, destinations, leave_at)

        return _in_blocks(ask, origins, destinations)

    def memory_key(self, leave_at: datetime) -> str:
        """Return the server's name, a digest of its address, and the hour."""
        return f"{_key(self.name, self.url)} {leave_at.astimezone(EAT):%H}"

    def _ask(
        self, origins: Sequence[Position], destinations: Sequence[Position], leave_at: datetime
    ) -> Seconds:
        body = {
            "sources": [{"lat": place.latitude, "lon": place.longitude} for place in origins],
            "targets": [{"lat": place.latitude, "lon": place.longitude} for place in destinations],
            "costing": "auto",
            "date_time": {"type": 1, "value": leave_at.strftime("%Y-%m-%dT%H:%M")},
        }
        answer = _request(self.name, "POST", f"{self.url}/sources_to_targets", body, self.timeout_s)
        rows = answer.get("sources_to_targets") if isinstance(answer, dict) else None
        try:
            seconds = [[cell["time"] for cell in row] for row in rows or []]
        except (KeyError, TypeError):
            raise TravelError(self.name, "the answer is not a table") from None
        return _checked(self.name, seconds, origins, destinations)


def _key(name: str, url: str) -> str:
    # An address may hold a password.
    return f"{name} {blake2b(url.encode(), digest_size=4).hexdigest()}"


def _in_blocks(
    ask: Callable[[Sequence[Position], Sequence[Position]], Seconds],
    origins: Sequence[Position],
    destinations: Sequence[Position],
) -> Minutes:
    table: list[list[int | None]] = []
    for first in range(0, len(origins), _BLOCK):
        some = origins[first : first + _BLOCK]
        rows: list[list[int | None]] = [[] for _ in some]
        for start in range(0, len(destinations), _BLOCK):
            for row, seconds in zip(
                rows, ask(some, destinations[start : start + _BLOCK]), strict=True
            ):
                row += [None if cell is None else ceil(cell / 60) for cell in seconds]
        table += rows
    return table


def _checked(name: str, table: Any, origins: Sized, destinations: Sized) -> Seconds:  # noqa: ANN401 - JSON
    is_table = (
        isinstance(table, list)
        and len(table) == len(origins)
        and all(isinstance(row, list) and len(row) == len(destinations) for row in table)
        and all(_is_time(cell) for row in table for cell in row)
    )
    if not is_table:
        raise TravelError(name, "the answer is not a table of as many rows and columns as asked")
    seconds: Seconds = table
    return seconds


def _is_time(cell: object) -> bool:
    if cell is None:
        return True
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return is_number and 0 <= float(str(cell)) < float("inf")


def _request(
    name: str, method: str, url: str, body: dict[str, Any] | None, timeout_s: float
) -> Any:  # noqa: ANN401 - JSON
    content = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} if content else {}
    try:
        text = fetch(method, url, timeout_s, body=content, headers=headers)
    except UnansweredError as error:
        raise TravelError(name, str(error)) from None
    try:
        return json.loads(text)
    except ValueError:
        raise TravelError(name, "the answer is not JSON") from None
