"""The route that sends files."""

import asyncio
import logging
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.types import Receive, Scope, Send

from fleettickets.api import export
from fleettickets.api.answers import accepts_gzip
from fleettickets.api.document import binary
from fleettickets.api.guards import Taking
from fleettickets.api.parameters import Dataset, ExportQuery
from fleettickets.errors import FleetTicketsError
from fleettickets.store.reader import ReaderPool, Row
from fleettickets.store.report_calls import rows_call

log = logging.getLogger(__name__)

_AS_OF = -3
"""The column ``as_of`` of fn_export_tickets."""
_MAX_PIECE_S = 30
"""How long a client may take to receive a piece before the file is abandoned."""
_GZIP = 16 + zlib.MAX_WBITS

router = APIRouter()


@router.get("/api/v1/{dataset}/tickets.csv", responses=binary("text/csv"))
async def tickets_csv(
    visit: Taking, dataset: Dataset, options: Annotated[ExportQuery, Query()]
) -> Response:
    """The tickets that the dashboard shows, as CSV for a spreadsheet: `fn_export_tickets`.

    UTF-8 with a byte-order mark, times in East Africa Time. The last columns, `as_of_eat`,
    `window_from_eat`, `window_to_eat` and `filters`, say what the file contains. If no ticket
    matches, the file has one row without a `ticket_id`.
    """
    filters = {name: value for name, value in options.params().items() if value is not None}
    arguments = options.arguments() | {"dataset": dataset, "has_empty_row": True}
    rows = _read(visit.service.exports, arguments)
    # Before the answer begins, so that an error still becomes an ordinary error answer.
    first = await anext(rows)
    is_compressed = accepts_gzip(visit.request.headers.get("accept-encoding", ""))
    name = export.file_name(dataset, filters, first[0][_AS_OF])
    return FileResponse(first, rows, filters, file_name=name, is_compressed=is_compressed)


class FileResponse(Response):
    """A file, sent as it is read. If it cannot be finished, the client sees a broken transfer."""

    def __init__(
        self,
        first: list[Row],
        rows: AsyncGenerator[list[Row]],
        filters: Mapping[str, Any],
        *,
        file_name: str,
        is_compressed: bool,
    ) -> None:
        super().__init__(media_type=export.MEDIA_TYPE)
        del self.headers["content-length"]
        self.headers["content-disposition"] = f'attachment; filename="{file_name}"'
        self.headers["cache-control"] = "private, no-store"
        self.headers["vary"] = "Accept-Encoding, Authorization"
        if is_compressed:
            self.headers["content-encoding"] = "gzip"
        self._compressor = zlib.compressobj(5, wbits=_GZIP) if is_compressed else None
        self._first = first
        self._rows = rows
        self._filters = filters

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send piece after piece, as fast as the client receives them."""
        headers = self.raw_headers
        async with aclosing(self._rows):
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            try:
                async for piece in self._pieces():
                    async with asyncio.timeout(_MAX_PIECE_S):
                        body = {"type": "http.response.body", "body": piece, "more_body": True}
                        await send(body)
            except (FleetTicketsError, TimeoutError) as error:
                # An unfinished answer ends the connection.
                log.warning(
                    "a file was not sent to its end: %s", str(error) or "the client is too slow"
                )
                return
            await send({"type": "http.response.body", "body": b""})

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield await asyncio.to_thread(self._piece, export.header_line(), self._first)
        async for rows in self._rows:
            yield await asyncio.to_thread(self._piece, b"", rows)
        if self._compressor:
            yield self._compressor.flush()

    def _piece(self, before: bytes, rows: list[Row]) -> bytes:
        text = before + export.lines(rows, self._filters)
        return self._compressor.compress(text) if self._compressor else text


async def _read(pool: ReaderPool, params: Mapping[str, Any]) -> AsyncGenerator[list[Row]]:
    await pool.check()
    call = rows_call("fn_export_tickets", tuple(params))
    async with pool.session() as conn, call.stream(conn, params) as chunks:
        async for chunk in chunks:
            yield chunk
