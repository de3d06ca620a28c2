"""Whether the database answers and has this code's schema, asked once a second at most."""

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
    """One answer for everybody who asks at the same time: the question needs no token."""

    def __init__(self, pool: ReaderPool) -> None:
        self._pool = pool
        self._asking = asyncio.Lock()
        self._kept_until = 0.0
        self._trouble: FleetTicketsError | None = None

    async def check(self) -> None:
        """Return where the server is ready.

        Raises:
            SchemaVersionError: the database is not migrated to this code.
            StoreError: the database is away.
            BusyError: it has no room for the question.
        """
        async with self._asking:
            if time.monotonic() >= self._kept_until:
                self._trouble = await self._ask()
                self._kept_until = time.monotonic() + _KEPT_S
            if self._trouble is not None:
                raise self._trouble.with_traceback(None)

    async def _ask(self) -> FleetTicketsError | None:
        try:
            (text,) = await _READ_SCHEMA_FILES.fetch(self._pool)
        except FleetTicketsError as error:
            return error
        if plan_changes(_SCHEMA, orjson.loads(text)):
            return SchemaVersionError("the database is not migrated to this code")
        return None
