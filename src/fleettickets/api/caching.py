"""Answers kept in memory: compressed once, each under its ETag."""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_LEVEL = 5
_GZIP = 16 + zlib.MAX_WBITS
_MIN_BYTES = 1_024
_OVERHEAD = 512
"""Roughly what an entry costs besides its bytes."""


@dataclass(frozen=True, slots=True)
class Body:
    """An answer's bytes, as they are kept in memory."""

    etag: str
    content: bytes
    is_gzip: bool
    media_type: str

    async def identity(self) -> bytes:
        """Return the uncompressed bytes."""
        if not self.is_gzip:
            return self.content
        return await asyncio.to_thread(zlib.decompress, self.content, _GZIP)


async def compressed(etag: str, content: bytes, media_type: str) -> Body:
    """Return the body, compressed in a thread if that is worth it."""
    if len(content) < _MIN_BYTES:
        return Body(etag, content, is_gzip=False, media_type=media_type)
    packed = await asyncio.to_thread(_gzip, content)
    return Body(etag, packed, is_gzip=True, media_type=media_type)


def _gzip(content: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    return packer.compress(content) + packer.flush()


class BodyCache:
    """The bodies requested most recently, up to a number of bytes."""

    def __init__(self, max_bytes: int) -> None:
        self.bytes = 0
        self._max_bytes = max_bytes
        self._bodies: OrderedDict[str, Body] = OrderedDict()

    def __len__(self) -> int:
        return len(self._bodies)

    def get(self, etag: str) -> Body | None:
        """Return the body with this ETag, or None."""
        body = self._bodies.get(etag)
        if body is not None:
            self._bodies.move_to_end(etag)
        return body

    def put(self, body: Body) -> None:
        """Keep the body; drop those that were requested least recently."""
        size = len(body.content) + _OVERHEAD
        if body.etag in self._bodies or size > self._max_bytes // 2:
            return
        self._bodies[body.etag] = body
        self.bytes += size
        while self.bytes > self._max_bytes:
            _, oldest = self._bodies.popitem(last=False)
            self.bytes -= len(oldest.content) + _OVERHEAD


class SingleFlight:
    """Does equal work once, for all callers that wait for it."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Body]] = {}

    async def run(self, key: str, work: Callable[[], Awaitable[Body]]) -> Body:
        """Return the result of the work, or of the same work if it is already running."""
        task = self._tasks.get(key)
        if task is None:
            task = asyncio.create_task(self._run(key, work))
            self._tasks[key] = task
        return await asyncio.shield(task)

    async def _run(self, key: str, work: Callable[[], Awaitable[Body]]) -> Body:
        try:
            return await work()
        finally:
            del self._tasks[key]
