"""Change files of a large backlog, parsed ahead by other processes.

Parsing and the database each keep a core busy; a small backlog is not worth the processes. They
begin while the database still works on the batch before. A process gets an open file and writes
into another two, so no memory grows with a file.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from tempfile import TemporaryFile
from threading import local
from typing import BinaryIO, NamedTuple

from fleettickets.config import Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import BucketError, FleetTicketsError, UnreadableFileError
from fleettickets.feed.parse import Tally
from fleettickets.feed.source import FetchedAhead, FetchedFile, Source
from fleettickets.imports import parser_process
from fleettickets.imports.parser_process import Request
from fleettickets.imports.plan import Batch

_PROCESSES = 2
_LEAST_BYTES = 32 << 20
"""Of a batch: about three seconds of parsing, where the processes take half a second to start."""
_MOST_AHEAD = 32
"""Files that wait on disk, parsed, three descriptors each. On disk they take what is
stored and twice what it unpacks to: of plain files, whose batch holds 128 MiB, up to 400 MiB; of
gzipped ones, of one large file, and of late ones, which are one batch whatever they hold, more."""


class ReadFile(NamedTuple):
    """A whole file, as the stage takes it; whoever has it closes it."""

    changes: BinaryIO
    """COPY text for ``Stage.copy_encoded_changes``."""
    rejects: BinaryIO
    """COPY text for ``Stage.copy_encoded_rejects``."""
    tally: Tally

    def close(self) -> None:
        """Let go of both files."""
        self.changes.close()
        self.rejects.close()


class _Process(NamedTuple):
    pipe: Connection
    pid: int


class Readers:
    """Fetches a batch's files and has them parsed meanwhile, unless the batch is small.

    Both begin at once.
    """

    def __init__(
        self,
        source: Source,
        dataset: Dataset,
        batch: Batch,
        file_nos: Mapping[str, int],
        *,
        limits: Limits,
    ) -> None:
        self._source = source
        self._dataset = dataset
        self._file_nos = file_nos
        self._limits = limits
        self._reading: dict[str, Future[ReadFile | None]] = {}
        self._of_thread = local()
        self._processes = ExitStack()
        self._threads: ThreadPoolExecutor | None = None
        if sum(file.size for file in batch.files) >= _LEAST_BYTES and (os.cpu_count() or 1) > 1:
            self._threads = ThreadPoolExecutor(_PROCESSES, "read")
        keys = [file.key for file in batch.files]
        ahead = {"most": _MOST_AHEAD} if self._threads is not None else {}
        self._files = FetchedAhead(self, keys, **ahead)

    def close(self) -> None:
        """End the processes, and let go of what they read."""
        self._files.close()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for reading in self._reading.values():
            if not reading.cancelled() and reading.exception() is None and (r := reading.result()):
                r.close()
        self._processes.close()

    def __iter__(self) -> Iterator[FetchedFile | FleetTicketsError]:
        """Yield each file of the batch, in its order, or why it cannot be fetched."""
        return iter(self._files)

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a waiting file; a process may be parsing it already.

        Raises:
            BucketError: it cannot be read, or is gone.
        """
        file = self._source.fetch(key)
        file_no = self._file_nos.get(key)
        if self._threads is not None and file_no is not None:
            request = Request(key, self._dataset.key_at(key), file_no, self._limits)
            try:
                content_fd = file.stream.fileno()  # a small file goes to disk for it
            except OSError as error:
                file.stream.close()
                raise BucketError(key, f"cannot be kept on disk: {error.strerror}") from error
            self._reading[key] = self._threads.submit(self._read, request, content_fd)
        return file

    def result(self, file: FetchedFile) -> ReadFile | None:
        """Wait for a fetched file to be parsed; None where the caller is to do it.

        Raises:
            UnreadableFileError: the file cannot be taken at all.
        """
        reading = self._reading.pop(file.key, None)
        result = reading.result() if reading else None
        if result is None:
            file.stream.seek(0)
        return result

    def _process(self) -> _Process:
        """Return the thread's own process, which is started for its first file.

        Raises:
            OSError: this machine has no more processes, memory or descriptors.
        """
        if not hasattr(self._of_thread, "process"):
            self._of_thread.process = self._start_process()
        process: _Process = self._of_thread.process
        return process

    def _start_process(self) -> _Process:
        # Neither forked, as other threads may hold locks, nor multiprocessing's own, which would
        # load all that the import has loaded. -P: nothing is loaded from the current folder.
        ours, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-P", "-m", parser_process.__name__, str(theirs.fileno())]
            try:
                process = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 - ourselves
            except OSError:
                ours.close()
                raise
        self._processes.callback(process.wait)
        self._processes.callback(ours.close)
        return _Process(ours, process.pid)

    def _read(self, request: Request, content_fd: int) -> ReadFile | None:
        """Have a process parse a file; None where there is none, no room, or it was killed."""
        with ExitStack() as files:
            try:
                pipe, pid = self._process()
                changes, rejects = (files.enter_context(TemporaryFile()) for _ in range(2))
            except OSError:
                return None
            try:
                pipe.send(request)
                for fd in (content_fd, changes.fileno(), rejects.fileno()):
                    send_handle(pipe, fd, pid)
                answer = pipe.recv()
            except (EOFError, OSError):
                pipe.close()  # it may be amid a file
                return None
            if isinstance(answer, UnreadableFileError):
                raise answer
            changes.seek(0)
            rejects.seek(0)
            files.pop_all()
            return ReadFile(changes, rejects, answer)
