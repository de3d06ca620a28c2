"""Run a command and measure its time, processor time and memory, and the servers' share."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_POLL_S = 0.01
_LONGEST_S = 1800.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Usage(NamedTuple):
    """The cost of one run. ``cpu_s`` is user and system time of the process and its children."""

    status: int
    wall_s: float
    cpu_s: float
    postgres_cpu_s: float
    s3_cpu_s: float
    others_cpu_s: float
    """The processor time of everything else on the machine; a high value spoils the run."""
    peak_bytes: int
    """The peak of the whole process tree; shared pages count in each process."""


class Servers(NamedTuple):
    """The processes whose time is measured separately; ``observer`` is a backend to exclude."""

    postmaster: int
    s3: int | None
    observer: int | None = None


def run(
    command: Sequence[str],
    environ: Mapping[str, str],
    folder: Path,
    servers: Servers,
    until_idle: Callable[[], None],
) -> Usage:
    """Run the command in the folder; its output goes to ``output.txt`` there.

    Wall time ends with the process; ``until_idle`` then waits for its backends, so that all their
    time is counted.
    """
    before = _postgres_cpu_s(servers), _cpu_s(servers.s3), _machine_cpu_s()
    with (folder / "output.txt").open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 -- our own command line
            command,
            env=environ,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with _watch(process.pid) as watched:
            _, status, used = os.wait4(process.pid, 0)
            wall_s = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    until_idle()
    after = _postgres_cpu_s(servers), _cpu_s(servers.s3), _machine_cpu_s()
    postgres_s, s3_s, machine_s = (end - start for start, end in zip(before, after, strict=True))
    cpu_s = used.ru_utime + used.ru_stime
    others_s = max(0.0, machine_s - cpu_s - postgres_s - s3_s)
    return Usage(process.returncode, wall_s, cpu_s, postgres_s, s3_s, others_s, watched.peak_bytes)


class _Watch:
    """Sample a process tree's memory, and kill the tree if it takes far too long."""

    def __init__(self, pid: int) -> None:
        self.peak_bytes = 0
        self._pid = pid
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._sample, name="watch")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join()

    def _sample(self) -> None:
        deadline = time.monotonic() + _LONGEST_S
        while not self._is_over.is_set():
            tree = _tree(self._pid)
            # The kernel's own high-water mark includes peaks between two samples.
            highest = max(map(_high_mark_bytes, tree), default=0)
            self.peak_bytes = max(self.peak_bytes, highest, sum(map(_resident_bytes, tree)))
            if time.monotonic() > deadline:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._pid, signal.SIGKILL)
            self._is_over.wait(_POLL_S)


@contextlib.contextmanager
def _watch(pid: int) -> Iterator[_Watch]:
    watch = _Watch(pid)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        found += _children(parent)
    return found


def _children(pid: int) -> list[int]:
    children: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                children += map(int, (task / "children").read_text().split())
    return children


def _resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError):
        return 0


def _high_mark_bytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    # An ending process lacks this line.
    _, found, rest = status.partition("VmHWM:")
    return int(rest.split()[0]) * 1024 if found else 0


def _postgres_cpu_s(servers: Servers) -> float:
    """Return the server's time so far: its own, and that of current and ended backends."""
    backends = [pid for pid in _children(servers.postmaster) if pid != servers.observer]
    return _cpu_s(servers.postmaster, of_ended=True) + sum(map(_cpu_s, backends))


def _cpu_s(pid: int | None, *, of_ended: bool = False) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    # After the name, which may contain anything: user, system, and both for ended children.
    fields = stat.rpartition(")")[2].split()[11:15]
    return sum(map(int, fields if of_ended else fields[:2])) / _TICKS


def _machine_cpu_s() -> float:
    """Return how long all cores of the machine together have been busy."""
    first = Path("/proc/stat").read_text().partition("\n")[0].split()[1:]
    user, nice, system, _idle, _wait, hard, soft, steal, *_ = map(int, first)
    return (user + nice + system + hard + soft + steal) / _TICKS
