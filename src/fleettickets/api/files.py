"""The route that hands out files."""

import asyncio
import logging
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.types import Receive, Scope, Send

from fleettickets.api import export
from fleettickets.api.answers import takes_gzip
from fleettickets.api.document import binary
from fleettickets.api.guards import Taking
from fleettickets.api.parameters import Dataset, ExportQuery
from fleettickets.errors import FleetTicketsError
from fleettickets.store.queries import query
from fleettickets.store.reader import ReaderPool, Row, fetching

log = logging.getLogger(__name__)

_READ_EXPORT = query("read_export")
_AS_OF = -3
"""The column of read_export.sql that tells the clock."""
_SLOWEST_S = 30
"""How long a client may take for a piece before its place is given to others."""
_GZIP = 16 + zlib.MAX_WBITS

router = APIRouter()


@router.get("/api/v1/{dataset}/tickets.csv", responses=binary("text/csv"))
async def tickets_csv(
    visit: Taking, dataset: Dataset, asked: Annotated[ExportQuery, Query()]
) -> Response:
    """The tickets that the dashboard shows, as CSV for a spreadsheet; needs the role dispatcher.

    UTF-8 with a byte-order mark, times in East Africa Time. The last columns, `as_of_eat`,
    `window_from_eat`, `window_to_eat` and `filters`, say what the file is of; in one of no tickets,
    a row without a `ticket_id` does.
    """
    filters = asked.model_dump(by_alias=True, exclude_none=True)
    rows = _read(visit.service.exports, asked.params() | {"dataset": dataset})
    # Before the answer begins, so that a question that is refused gets a plain refusal.
    first = await anext(rows)
    is_packed = takes_gzip(visit.request.headers.get("accept-encoding", ""))
    name = export.file_name(dataset, filters, first[0][_AS_OF])
    return FileResponse(first, rows, filters, file_name=name, is_packed=is_packed)


class FileResponse(Response):
    """A file, sent as it is read. One that cannot be finished is cut off, and so seen as broken."""

    def __init__(
        self,
        first: list[Row],
        rows: AsyncGenerator[list[Row]],
        filters: Mapping[str, Any],
        *,
        file_name: str,
        is_packed: bool,
    ) -> None:
        super().__init__(media_type=export.MEDIA_TYPE)
        del self.headers["content-length"]
        self.headers["content-disposition"] = f'attachment; filename="{file_name}"'
        self.headers["cache-control"] = "private, no-store"
        self.headers["vary"] = "Accept-Encoding, Authorization"
        if is_packed:
            self.headers["content-encoding"] = "gzip"
        self._packer = zlib.compressobj(5, wbits=_GZIP) if is_packed else None
        self._first = first
        self._rows = rows
        self._filters = filters

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send piece after piece, as fast as the client takes them."""
        headers = self.raw_headers
        async with aclosing(self._rows):
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            try:
                async for piece in self._pieces():
                    async with asyncio.timeout(_SLOWEST_S):
                        body = {"type": "http.response.body", "body": piece, "more_body": True}
                        await send(body)
            except (FleetTicketsError, TimeoutError) as error:
                # An answer that is left unfinished ends the connection.
                log.warning("a file was cut off: %s", str(error) or "the client is too slow")
                return
            await send({"type": "http.response.body", "body": b""})

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield await asyncio.to_thread(self._piece, export.header_line(), self._first)
        async for rows in self._rows:
            yield await asyncio.to_thread(self._piece, b"", rows)
        if self._packer:
            yield self._packer.flush()

    def _piece(self, before: bytes, rows: list[Row]) -> bytes:
        text = before + export.lines(rows, self._filters)
        return self._packer.compress(text) if self._packer else text


async def _read(pool: ReaderPool, params: Mapping[str, Any]) -> AsyncGenerator[list[Row]]:
    await pool.check()
    async with pool.session() as conn, fetching(conn, _READ_EXPORT, params) as chunks:
        async for chunk in chunks:
            yield chunk
