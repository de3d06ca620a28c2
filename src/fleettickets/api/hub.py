"""Sends changes of the data to all open event streams, from one connection that listens."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from typing import Any

from fleettickets.api.versions import DataVersions, VersionReader
from fleettickets.errors import BusyError, FleetTicketsError
from fleettickets.store.listener import hear_changes

log = logging.getLogger(__name__)

Change = dict[str, Any]

_SETTLE_S = 0.3
"""An import's snapshot follows its commit; one event covers both."""
_MIN_INTERVAL_S = 5.0
"""The least time between two events of a dataset."""
_MAX_PAUSE_S = 5.0


class Stream:
    """One open stream. It holds only the newest state, however slow its client is."""

    def __init__(self, known: DataVersions) -> None:
        self._sent = known
        self._latest = known
        self._has_news = asyncio.Event()
        self.is_over = False

    def put(self, versions: DataVersions) -> None:
        """Give the stream the newest state; it sends what differs from what it sent before."""
        self._latest = versions
        is_other = (versions.access_version, versions.dispatch_version) != (
            self._sent.access_version,
            self._sent.dispatch_version,
        )
        if is_other or self._changed():
            self._has_news.set()

    def end(self) -> None:
        """End the stream."""
        self.is_over = True
        self._has_news.set()

    async def wait(self, timeout_s: float) -> list[Change]:
        """Return the changes to send; none after the timeout, at the end, or if tokens changed."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._has_news.wait()
        except TimeoutError:
            return []
        self._has_news.clear()
        changes = [change_of(name, self._latest) for name in self._changed()]
        if self._latest.dispatch_version != self._sent.dispatch_version:
            changes.append(dispatch_change_of(self._latest))
        self._sent = self._latest
        return changes

    def _changed(self) -> list[str]:
        before = self._sent.datasets
        return [
            name
            for name, state in self._latest.datasets.items()
            if state["version"] != before.get(name, {}).get("version")
        ]


class Hub:
    """Listens for changes and passes them on; none is lost while it cannot listen."""

    def __init__(
        self,
        url: str,
        versions: VersionReader,
        *,
        max_streams: int,
        follow: Callable[[DataVersions], None] = lambda _: None,
    ) -> None:
        """``follow`` is called with the newest state after each change."""
        self._follow = follow
        self._url = url
        self._versions = versions
        self._max_streams = max_streams
        self._streams: dict[Stream, str] = {}
        self._has_heard = asyncio.Event()
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._streams)

    @contextmanager
    def stream(self, address: str, known: DataVersions) -> Iterator[Stream]:
        """Yield a stream that gets every change since ``known``.

        Raises:
            BusyError: too many streams are open, in total or from this address.
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
        """Listen and pass on, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._pass_on())

    async def _listen(self) -> None:
        pause_s = 0.5
        while True:
            try:
                async with aclosing(hear_changes(self._url)) as changes:
                    async for _ in changes:
                        pause_s = 0.5
                        self._has_heard.set()
            except FleetTicketsError as error:
                log.warning("cannot listen for changes; trying again in %g s: %s", pause_s, error)
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, _MAX_PAUSE_S)

    async def _pass_on(self) -> None:
        while True:
            await self._has_heard.wait()
            await asyncio.sleep(_SETTLE_S)
            self._has_heard.clear()
            try:
                versions = await self._versions.read()
            except FleetTicketsError as error:
                log.warning(
                    "cannot read what changed; trying again in %g s: %s", _MAX_PAUSE_S, error
                )
                self._has_heard.set()
                await asyncio.sleep(_MAX_PAUSE_S)
                continue
            self._follow(versions)
            for stream in self._streams:
                stream.put(versions)
            await asyncio.sleep(_MIN_INTERVAL_S - _SETTLE_S)


def change_of(dataset: str, versions: DataVersions) -> Change:
    """Return the event data of a dataset."""
    state = versions.datasets[dataset]
    return {
        "dataset": dataset,
        "version": state["version"],
        "content_as_of": state["content_as_of"],
    }


def dispatch_change_of(versions: DataVersions) -> Change:
    """Return the event data of decisions and plans."""
    return {"version": versions.dispatch_version}
