"""The versions that answers depend on, read once for all requests that wait for them."""

import asyncio
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Self

import orjson

from fleettickets.store.data_versions import read_versions
from fleettickets.store.reader import ReaderPool

_ALWAYS = ("version", "content_as_of", "source_max_key")
_WITH_THE_CLOCK = (
    *("clock", "is_stale", "import_overdue_since"),
    *("last_run_id", "last_run_state", "stale_after_minutes"),
)


@dataclass(frozen=True, slots=True)
class DataVersions:
    """The state of the data at one instant, from ``reporting.fn_data_versions``."""

    schema_made_at: str
    access_version: int
    has_tokens: bool
    has_live_tokens: bool
    datasets: dict[str, dict[str, Any]]
    dispatch_version: int = 0
    """Counts the decisions and plans of the crews' days."""

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read the function's answer."""
        versions = orjson.loads(text)
        access = versions["access"]
        return cls(
            schema_made_at=versions["schema_made_at"],
            access_version=access["version"],
            has_tokens=access["has_tokens"],
            has_live_tokens=access["has_live_tokens"],
            datasets=versions["datasets"],
            dispatch_version=versions["dispatch"]["version"],
        )

    def fingerprint(self, datasets: tuple[str, ...] | None, *, has_clock: bool) -> bytes:
        """Return bytes that stay the same as long as an answer about these datasets (None: all).

        With a clock, they also change with each minute of lag, with runs, and when one is overdue.
        """
        digest = blake2b(self.schema_made_at.encode(), digest_size=16)
        for name in sorted(self.datasets) if datasets is None else datasets:
            known = self.datasets.get(name, {})
            keys = _ALWAYS + _WITH_THE_CLOCK if has_clock else _ALWAYS
            digest.update(repr([name, *map(known.get, keys)]).encode())
        return digest.digest()


class VersionReader:
    """Reads the versions, with one query at a time.

    A request must not get a state from before it came. So requests that come while a query runs
    share the next query, not the running one.
    """

    def __init__(self, pool: ReaderPool) -> None:
        self._pool = pool
        self._current: asyncio.Task[DataVersions] | None = None
        self._next: asyncio.Task[DataVersions] | None = None
        self.last: DataVersions | None = None
        """What was read last, for callers that can continue without the database."""

    async def read(self) -> DataVersions:
        """Return the versions as they are now.

        Raises: as ReaderPool.run.
        """
        if self._next is None:
            self._next = asyncio.create_task(self._read_after(self._current))
        return await asyncio.shield(self._next)

    async def _read_after(self, before: asyncio.Task[DataVersions] | None) -> DataVersions:
        if before is not None and not before.done():
            await asyncio.wait([before])
        self._current, self._next = self._next, None
        self.last = DataVersions.from_json(await read_versions(self._pool))
        return self.last
