"""Parse the change files of a large backlog ahead, in other processes.

Parsing and the database each keep a core busy, so parsing starts while the database still works
on the batch before. For a small backlog, starting the processes would take too long. A process
reads an open file and writes to two others, so its memory does not grow with the file.
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
from fleettickets.feed.source import FetchedFile, PrefetchedFiles, Source
from fleettickets.imports import parser_process
from fleettickets.imports.parser_process import Request
from fleettickets.imports.plan import Batch

_PROCESSES = 2
_MIN_BYTES = 32 << 20
"""Size of the smallest batch to parse ahead: 3 s of parsing; starting the processes takes 0.5 s."""
_MAX_AHEAD = 32
"""Limit of parsed files that wait on disk. Each needs three descriptors, and on disk its stored
size plus twice its unpacked size. A batch of plain files, at most 128 MiB, needs up to 400 MiB.
Gzipped files, a single large file, and late files (always one batch) can need more."""


class ParsedFile(NamedTuple):
    """A complete file in the stage's format; the receiver must close it."""

    changes: BinaryIO
    """COPY text for ``Stage.copy_encoded_changes``."""
    rejects: BinaryIO
    """COPY text for ``Stage.copy_encoded_rejects``."""
    tally: Tally

    def close(self) -> None:
        """Close both files."""
        self.changes.close()
        self.rejects.close()


class _Process(NamedTuple):
    pipe: Connection
    pid: int


class ParseAhead:
    """Fetches a batch's files and, if the batch is large, parses them in other processes.

    The work starts with the constructor.
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
        self._parsing: dict[str, Future[ParsedFile | None]] = {}
        self._thread_local = local()
        self._processes = ExitStack()
        self._threads: ThreadPoolExecutor | None = None
        if sum(file.size for file in batch.files) >= _MIN_BYTES and (os.cpu_count() or 1) > 1:
            self._threads = ThreadPoolExecutor(_PROCESSES, "parse")
        keys = [file.key for file in batch.files]
        ahead = {"max_ahead": _MAX_AHEAD} if self._threads is not None else {}
        self._files = PrefetchedFiles(self, keys, **ahead)

    def close(self) -> None:
        """End the processes, and close what they have parsed."""
        self._files.close()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for future in self._parsing.values():
            if not future.cancelled() and future.exception() is None and (f := future.result()):
                f.close()
        self._processes.close()

    def __iter__(self) -> Iterator[FetchedFile | FleetTicketsError]:
        """Yield each file of the batch in order, or the error if it cannot be fetched."""
        return iter(self._files)

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a waiting file, which a process may already be parsing.

        Raises:
            BucketError: it cannot be read, or no longer exists.
        """
        file = self._source.fetch(key)
        file_no = self._file_nos.get(key)
        if self._threads is not None and file_no is not None:
            request = Request(key, self._dataset.key_at(key), file_no, self._limits)
            try:
                content_fd = file.stream.fileno()  # moves a small file to disk
            except OSError as error:
                file.stream.close()
                raise BucketError(key, f"cannot be stored on disk: {error.strerror}") from error
            self._parsing[key] = self._threads.submit(self._parse, request, content_fd)
        return file

    def result(self, file: FetchedFile) -> ParsedFile | None:
        """Wait until a fetched file is parsed; None means that the caller must parse it.

        Raises:
            UnreadableFileError: the whole file is refused.
        """
        future = self._parsing.pop(file.key, None)
        parsed = future.result() if future else None
        if parsed is None:
            file.stream.seek(0)
        return parsed

    def _process(self) -> _Process:
        """Return the current thread's process, started for the thread's first file.

        Raises:
            OSError: this machine has no more processes, memory or descriptors.
        """
        if not hasattr(self._thread_local, "process"):
            self._thread_local.process = self._start_process()
        process: _Process = self._thread_local.process
        return process

    def _start_process(self) -> _Process:
        # Not a fork, because other threads may hold locks; not multiprocessing's spawn, which would
        # load all modules of the import. -P: load no module from the current folder.
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

    def _parse(self, request: Request, content_fd: int) -> ParsedFile | None:
        """Let a process parse a file; None if it cannot start, finds no disk space, or dies."""
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
                pipe.close()  # the process may be in the middle of a file
                return None
            if isinstance(answer, UnreadableFileError):
                raise answer
            changes.seek(0)
            rejects.seek(0)
            files.pop_all()
            return ParsedFile(changes, rejects, answer)
