"""Whether the database answers and has this version's schema; checked once a second at most."""

import asyncio
import time

import orjson

from fleettickets.errors import FleetTicketsError, SchemaVersionError
from fleettickets.store.reader import ReaderPool, ReaderQuery
from fleettickets.store.schema import plan_changes, read_schema

_SCHEMA = read_schema()
_READ_SCHEMA_FILES = ReaderQuery("read_schema_files")
_KEPT_S = 1.0


class Readiness:
    """One check for all requests at the same time: anyone may send them, without a token."""

    def __init__(self, pool: ReaderPool) -> None:
        self._pool = pool
        self._checking = asyncio.Lock()
        self._kept_until = 0.0
        self._error: FleetTicketsError | None = None

    async def check(self) -> None:
        """Return normally if the server is ready.

        Raises:
            SchemaVersionError: the database is not migrated to this version.
            StoreError: the database is unavailable.
            BusyError: it has no connection free.
        """
        async with self._checking:
            if time.monotonic() >= self._kept_until:
                self._error = await self._check_now()
                self._kept_until = time.monotonic() + _KEPT_S
            if self._error is not None:
                raise self._error.with_traceback(None)

    async def _check_now(self) -> FleetTicketsError | None:
        try:
            (text,) = await _READ_SCHEMA_FILES.fetch(self._pool)
        except FleetTicketsError as error:
            return error
        if plan_changes(_SCHEMA, orjson.loads(text)):
            return SchemaVersionError("the database is not migrated to this version")
        return None
