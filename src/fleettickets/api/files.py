"""The route that sends files."""

import asyncio
import logging
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.types import Receive, Scope, Send

from fleettickets.api import export
from fleettickets.api.answers import accepts_gzip
from fleettickets.api.contract.base import Shape
from fleettickets.api.contract.closures import ExportedClosures
from fleettickets.api.contract.tickets import ExportedTicket
from fleettickets.api.document import binary
from fleettickets.api.guards import Taking, Visit
from fleettickets.api.parameters import (
    ClosuresQuery,
    Dataset,
    DatasetName,
    ExportQuery,
    WindowQuery,
)
from fleettickets.errors import FleetTicketsError
from fleettickets.store.reader import ReaderPool, Row
from fleettickets.store.report_calls import rows_call

log = logging.getLogger(__name__)

_AS_OF = -3
"""The column ``as_of`` of every function that answers rows for a file."""
_MAX_PIECE_S = 30
"""How long a client may take to receive a piece before the file is abandoned."""
_PIECE_BYTES = 1 << 16
"""At most so much is sent at once, so that even a slow line takes each piece in time."""
_MEMORY_BYTES = 8 << 20
"""A file over this size that must be complete before it is sent waits on the disk."""
_GZIP = 16 + zlib.MAX_WBITS

router = APIRouter()


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the function that answers its rows, their columns, and a part of its name."""

    function: str
    model: type[Shape]
    suffix: str


_TICKETS = FileKind("fn_export_tickets", ExportedTicket, "")
_CLOSURES = FileKind("fn_export_closures", ExportedClosures, "-closures")


@router.get("/api/v1/{dataset}/tickets.csv", responses=binary("text/csv"))
async def tickets_csv(
    visit: Taking, dataset: Dataset, options: Annotated[ExportQuery, Query()]
) -> Response:
    """The tickets that the dashboard shows, as CSV for a spreadsheet: `fn_export_tickets`.

    UTF-8 with a byte-order mark, times in East Africa Time. The last columns, `as_of_eat`,
    `window_from_eat`, `window_to_eat` and `filters`, say what the file contains. If no ticket
    matches, the file has one row without a `ticket_id`.
    """
    return await _file(visit, _TICKETS, dataset, options)


@router.get("/api/v1/{dataset}/closures.csv", responses=binary("text/csv"))
async def closures_csv(
    visit: Taking, dataset: Dataset, options: Annotated[ClosuresQuery, Query()]
) -> Response:
    """The jobs of each team or person as CSV for a spreadsheet: `fn_export_closures`.

    One row for each name and period. Otherwise as `tickets.csv`.
    """
    return await _file(visit, _CLOSURES, dataset, options)


async def _file(
    visit: Visit, kind: FileKind, dataset: DatasetName, options: WindowQuery
) -> Response:
    filters = {name: value for name, value in options.params().items() if value is not None}
    arguments = options.arguments() | {"dataset": dataset, "has_empty_row": True}
    rows = _read(visit.service.exports, kind.function, arguments)
    # Before the answer begins, so that an error still becomes an ordinary error answer.
    first = await anext(rows)
    is_compressed = accepts_gzip(visit.request.headers.get("accept-encoding", ""))
    name = export.file_name(f"{dataset}{kind.suffix}", filters, first[0][_AS_OF])
    file = CsvFile(kind.model, filters, name)
    return FileResponse(file, first, rows, is_compressed=is_compressed)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file's columns, what its rows were filtered by, and its name."""

    model: type[Shape]
    filters: Mapping[str, Any]
    name: str


class FileResponse(Response):
    """A file, sent as it is read. If it cannot be finished, the client sees a broken transfer.

    An answer over HTTP/1.0, which nginx asks for by default, cannot be seen to be broken unless it
    states its length. So there the file is complete before it is sent.
    """

    def __init__(
        self,
        file: CsvFile,
        first: list[Row],
        rows: AsyncGenerator[list[Row]],
        *,
        is_compressed: bool,
    ) -> None:
        super().__init__(media_type=export.MEDIA_TYPE)
        del self.headers["content-length"]
        self.headers["content-disposition"] = f'attachment; filename="{file.name}"'
        self.headers["cache-control"] = "private, no-store"
        self.headers["vary"] = "Accept-Encoding, Authorization"
        if is_compressed:
            self.headers["content-encoding"] = "gzip"
        self._compressor = zlib.compressobj(5, wbits=_GZIP) if is_compressed else None
        self._file = file
        self._first = first
        self._rows = rows

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send piece after piece, as fast as the client receives them.

        Raises:
            FleetTicketsError: over HTTP/1.0, the file cannot be finished.
        """
        async with aclosing(self._rows):
            if scope["http_version"] == "1.0":
                with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as whole:
                    async for piece in self._pieces():
                        await asyncio.to_thread(whole.write, piece)
                    self.headers["content-length"] = str(whole.tell())
                    whole.seek(0)
                    await self._send(send, _parts(whole))
            else:
                await self._send(send, self._pieces())

    async def _send(self, send: Send, pieces: AsyncIterator[bytes]) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        try:
            async for piece in pieces:
                for at in range(0, len(piece), _PIECE_BYTES):
                    part = piece[at : at + _PIECE_BYTES]
                    async with asyncio.timeout(_MAX_PIECE_S):
                        await send({"type": "http.response.body", "body": part, "more_body": True})
        except (FleetTicketsError, TimeoutError) as error:
            # An unfinished answer ends the connection.
            log.warning(
                "a file was not sent to its end: %s", str(error) or "the client is too slow"
            )
            return
        await send({"type": "http.response.body", "body": b""})

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield await asyncio.to_thread(
            self._piece, export.header_line(self._file.model), self._first
        )
        async for rows in self._rows:
            yield await asyncio.to_thread(self._piece, b"", rows)
        if self._compressor:
            yield self._compressor.flush()

    def _piece(self, before: bytes, rows: list[Row]) -> bytes:
        text = before + export.lines(rows, self._file.filters)
        return self._compressor.compress(text) if self._compressor else text


async def _parts(file: SpooledTemporaryFile[bytes]) -> AsyncIterator[bytes]:
    while part := await asyncio.to_thread(file.read, _PIECE_BYTES):
        yield part


async def _read(
    pool: ReaderPool, function: str, params: Mapping[str, Any]
) -> AsyncGenerator[list[Row]]:
    await pool.check()
    call = rows_call(function, tuple(params))
    async with pool.session() as conn, call.stream(conn, params) as chunks:
        async for chunk in chunks:
            yield chunk
