"""Pools of connections with the reader's role, for many callers at once.

A server has several pools, so that a short query (the data's versions) never waits for long ones.
When a lost database is back, the next query reconnects, without a restart.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar

import psycopg
from psycopg import sql
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from fleettickets.errors import BusyError, StoreError
from fleettickets.store.connect import AsyncConnection, parameters_of, prepare_async_session
from fleettickets.store.failures import explain_request
from fleettickets.store.queries import query
from fleettickets.store.session_marks import PoolProblem

_BECOME_READER = query("become_reader")

ReaderConnection = AsyncConnection
Row = tuple[Any, ...]
Answer = TypeVar("Answer")

_LOCK_WAIT_S = 5
"""How long a query waits for a table that is being altered."""
_GRACE_S = 5
"""How much longer than a query's own timeout to wait for a server that went silent."""


class ReaderPool:
    """Connections, with limits on how long a caller may use one and wait for one."""

    def __init__(
        self, url: str, name: str, *, size: int, wait_s: float, statement_timeout_s: float
    ) -> None:
        self.name = name
        self.size = size
        self.in_use = 0
        self._problem = PoolProblem()
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
            # After that the next query reconnects at once: no backoff outlives an outage.
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
        """Run the work with a connection and return its result; retry once if that was lost.

        Raises:
            BadRequestError, NotFoundError: the database rejects the parameters.
            BusyError: no connection is free, or the answer takes too long.
            StoreError: the database cannot be reached, or a pooler mixes its sessions.
            SchemaVersionError: the database lacks a function that is called.
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
                # Opened before the server went away, like other idle ones perhaps.
                if is_last or not isinstance(error.__cause__, psycopg.OperationalError):
                    raise
            await self.check()
        raise AssertionError  # the loop returns or raises

    async def check(self) -> None:
        """Test each idle connection, and replace those that are dead.

        Call it before a ``session`` whose work, unlike that of ``run``, cannot be retried.
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
        return self._problem.error()

    async def _become_reader(self, conn: ReaderConnection) -> None:
        with self._problem.noted():
            await prepare_async_session(conn, _LOCK_WAIT_S)
        await conn.execute(_BECOME_READER, self._settings)


class ReaderQuery:
    """A statement of ``sql/queries``, by name, or one that was composed.

    A misspelt name fails when its module is loaded.
    """

    def __init__(self, source: str | sql.Composed) -> None:
        self.statement = query(source) if isinstance(source, str) else source.as_bytes()

    async def fetch(self, pool: ReaderPool, params: Mapping[str, Any] | None = None) -> Row:
        """Return the statement's only row, its values as they are on the wire.

        Raises: as ReaderPool.run.
        """
        work = partial(fetch_row, statement=self.statement, params=params or {})
        return await pool.run(work)

    @asynccontextmanager
    async def stream(
        self, conn: ReaderConnection, params: Mapping[str, Any]
    ) -> AsyncIterator[AsyncIterator[list[Row]]]:
        """Yield the statement's rows in chunks, all from one snapshot, held by the server."""
        async with conn.transaction(), conn.cursor(name="stream") as cursor:
            await cursor.execute(self.statement, params)

            async def chunks() -> AsyncIterator[list[Row]]:
                while chunk := await cursor.fetchmany(1_000):
                    yield chunk

            yield chunks()


async def fetch_row(conn: ReaderConnection, statement: bytes, params: Mapping[str, Any]) -> Row:
    """Return the statement's only row, its values as they are on the wire."""
    cursor = await conn.execute(statement, params, binary=True)
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - a SELECT of values returns one row
    return row
