"""What many callers at once read: pools of connections that act as the reader's role.

Two pools, so that a short question (what is the data's version?) never waits behind long ones.
A server that was lost and is back is found by the next question, without a restart.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from fleettickets.errors import BusyError, StoreError
from fleettickets.store.connect import parameters_of
from fleettickets.store.failures import explain_request
from fleettickets.store.queries import query

_BECOME_READER = query("become_reader")

ReaderConnection = AsyncConnection[tuple[Any, ...]]
Row = tuple[Any, ...]
Answer = TypeVar("Answer")

_LOCK_WAIT_S = 5
"""How long a question waits for a table that is being altered."""
_GRACE_S = 5
"""How long after its own timeout an answer is waited for, from a server that went silent."""


class ReaderPool:
    """Some connections, and a limit on how long each may be used and waited for."""

    def __init__(
        self, url: str, name: str, *, size: int, wait_s: float, statement_timeout_s: float
    ) -> None:
        self.name = name
        self.size = size
        self.in_use = 0
        self._limit_s = statement_timeout_s + _GRACE_S
        self._settings = {
            "statement_timeout": f"{statement_timeout_s:g}s",
            "lock_timeout": f"{_LOCK_WAIT_S}s",
        }
        self._pool: AsyncConnectionPool[ReaderConnection] = AsyncConnectionPool(
            kwargs=parameters_of(url) | {"autocommit": True},
            name=name,
            min_size=1,
            max_size=size,
            timeout=wait_s,
            max_waiting=8 * size,
            max_idle=300,
            # Then it gives up, and the next question starts anew: no backoff outlives an outage.
            reconnect_timeout=2,
            configure=self._become_reader,
            open=False,
        )

    async def open(self) -> None:
        """Begin to connect, without waiting for it."""
        await self._pool.open()

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close(timeout=2)

    async def run(self, work: Callable[[ReaderConnection], Awaitable[Answer]]) -> Answer:
        """Return what the work makes of a connection; ask again where that had been lost.

        Raises:
            BadRequestError, NotFoundError: the database refuses the question.
            BusyError: no connection is free, or the answer takes too long.
            StoreError: the database cannot be reached.
            SchemaVersionError: it lacks a function that is called.
        """
        try:
            async with asyncio.timeout(self._limit_s):
                return await self._run(work)
        except TimeoutError:
            raise BusyError("the database took too long") from None

    async def _run(self, work: Callable[[ReaderConnection], Awaitable[Answer]]) -> Answer:
        for is_last in (False, True):
            try:
                async with self.session() as conn:
                    return await work(conn)
            except StoreError as error:
                # Made before the server went away; so were others, perhaps.
                if is_last or not isinstance(error.__cause__, psycopg.OperationalError):
                    raise
            await self.check()
        raise AssertionError  # the loop returns or raises

    async def check(self) -> None:
        """Ask each idle connection for a sign of life, and replace those that give none.

        For a ``session`` whose work, unlike that of ``run``, is not done again.
        """
        await self._pool.check()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[ReaderConnection]:
        """Lend a connection.

        Raises: as ``run``.
        """
        try:
            conn = await self._pool.getconn()
        except (PoolTimeout, TooManyRequests, PoolClosed) as error:
            raise self._refusal() from error
        self.in_use += 1
        try:
            yield conn
        except psycopg.Error as error:
            raise explain_request(error) from error
        finally:
            self.in_use -= 1
            await self._pool.putconn(conn)

    def _refusal(self) -> BusyError | StoreError:
        if self.in_use >= self.size:
            return BusyError("every connection to the database is in use")
        return StoreError("database", "cannot be reached")

    async def _become_reader(self, conn: ReaderConnection) -> None:
        await conn.execute(_BECOME_READER, self._settings)


async def fetch_row(conn: ReaderConnection, statement: bytes, params: Mapping[str, Any]) -> Row:
    """Return the statement's only row, its values as they are on the wire."""
    cursor = await conn.execute(statement, params, binary=True)
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - a SELECT of values returns one row
    return row


@asynccontextmanager
async def fetching(
    conn: ReaderConnection, statement: bytes, params: Mapping[str, Any]
) -> AsyncIterator[AsyncIterator[list[Row]]]:
    """Yield the statement's rows in chunks, all from one snapshot, held by the server."""
    async with conn.transaction(), conn.cursor(name="fetching") as cursor:
        await cursor.execute(statement, params)

        async def chunks() -> AsyncIterator[list[Row]]:
            while chunk := await cursor.fetchmany(1_000):
                yield chunk

        yield chunks()
