"""Tells every open event stream what changed, from one connection that listens."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from typing import Any

from fleettickets.api.versions import DataVersions, VersionReader
from fleettickets.errors import BusyError, FleetTicketsError
from fleettickets.store.listener import hear_changes

log = logging.getLogger(__name__)

Change = dict[str, Any]

_SETTLE_S = 0.3
"""An import's snapshot follows its commit; one event tells of both."""
_REST_S = 5.0
"""The least time between two events of a dataset."""
_LONGEST_PAUSE_S = 5.0


class Stream:
    """One open stream, and what it has been told. It holds one state, however slow its reader."""

    def __init__(self, known: DataVersions) -> None:
        self._known = known
        self._latest = known
        self._stirred = asyncio.Event()
        self.is_over = False

    def put(self, versions: DataVersions) -> None:
        """Have the stream told what differs from what it was told before."""
        self._latest = versions
        if self._changed() or versions.access_version != self._known.access_version:
            self._stirred.set()

    def end(self) -> None:
        """Have the stream end."""
        self.is_over = True
        self._stirred.set()

    async def wait(self, timeout_s: float) -> list[Change]:
        """Return what is to be told: nothing after the time, at the end, or if tokens changed."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._stirred.wait()
        except TimeoutError:
            return []
        self._stirred.clear()
        changed = self._changed()
        self._known = self._latest
        return [change_of(name, self._latest) for name in changed]

    def _changed(self) -> list[str]:
        before = self._known.datasets
        return [
            name
            for name, state in self._latest.datasets.items()
            if state["version"] != before.get(name, {}).get("version")
        ]


class Hub:
    """Listens, and passes on. Changes that happen while it cannot listen are told afterwards."""

    def __init__(self, url: str, versions: VersionReader, *, max_streams: int) -> None:
        self._url = url
        self._versions = versions
        self._max_streams = max_streams
        self._streams: dict[Stream, str] = {}
        self._heard = asyncio.Event()
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._streams)

    @contextmanager
    def stream(self, address: str, known: DataVersions) -> Iterator[Stream]:
        """Yield a stream that is told of every change since ``known``.

        Raises:
            BusyError: there are too many, in all or from this address.
        """
        of_address = Counter(self._streams.values())[address]
        if len(self) >= self._max_streams or of_address >= max(1, self._max_streams // 2):
            raise BusyError("too many event streams are open")
        stream = Stream(known)
        self._streams[stream] = address
        if self._is_closed:
            stream.end()
        try:
            yield stream
        finally:
            del self._streams[stream]

    def close(self) -> None:
        """End every stream."""
        self._is_closed = True
        for stream in self._streams:
            stream.end()

    async def run(self) -> None:
        """Listen and tell, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._tell())

    async def _listen(self) -> None:
        pause_s = 0.5
        while True:
            try:
                async with aclosing(hear_changes(self._url)) as changes:
                    async for _ in changes:
                        pause_s = 0.5
                        self._heard.set()
            except FleetTicketsError as error:
                log.warning("%s Listening again in %g s.", error, pause_s)
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    async def _tell(self) -> None:
        while True:
            await self._heard.wait()
            await asyncio.sleep(_SETTLE_S)
            self._heard.clear()
            try:
                versions = await self._versions.read()
            except FleetTicketsError as error:
                log.warning("what changed is told later: %s", error)
                self._heard.set()
                await asyncio.sleep(_LONGEST_PAUSE_S)
                continue
            for stream in self._streams:
                stream.put(versions)
            await asyncio.sleep(_REST_S - _SETTLE_S)


def change_of(dataset: str, versions: DataVersions) -> Change:
    """Return what a stream is told of a dataset."""
    state = versions.datasets[dataset]
    return {
        "dataset": dataset,
        "version": state["version"],
        "content_as_of": state["content_as_of"],
    }
