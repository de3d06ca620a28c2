"""A process that parses change files ahead: ``… -m fleettickets.imports.parser_process FD``."""

import os
import signal
import sys
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import NamedTuple

from fleettickets.config import Limits
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.parse import ChangeFile, Tally
from fleettickets.store.copy_text import encode_changes, encode_rejects


class Request(NamedTuple):
    """A file to parse, apart from its content."""

    key: str
    key_at: datetime | None
    file_no: int
    limits: Limits


def serve(pipe: Connection) -> None:
    """Parse one file after the other until the import closes its end of the pipe, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the import handles Ctrl-C
    while True:
        try:
            request = pipe.recv()
            content, changes, rejects = (recv_handle(pipe) for _ in range(3))
        except (EOFError, OSError):
            return
        try:
            answer = _parse(request, content, changes, rejects)
        except OSError:  # no disk space; the import then parses the file without any
            return
        pipe.send(answer)


def _parse(
    request: Request, content_fd: int, changes_fd: int, rejects_fd: int
) -> Tally | UnreadableFileError:
    with (
        os.fdopen(content_fd, "rb") as content,
        os.fdopen(changes_fd, "wb") as changes,
        os.fdopen(rejects_fd, "wb") as rejects,
    ):
        # The descriptor shares its position with the import's.
        content.seek(0)
        file = ChangeFile(request.key, content, key_at=request.key_at, limits=request.limits)
        try:
            for chunk in file.chunks():
                changes.write(encode_changes(request.file_no, chunk.changes))
                rejects.write(encode_rejects(request.file_no, chunk.rejects))
        except UnreadableFileError as error:
            return error
    return file.tally


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
