"""Start, find and stop a private server's processes, and choose its ports.

A server is recognised by its command line, which names its data folder. Pids are not stored, so
none can become stale or be reused by another program.
"""

import contextlib
import itertools
import os
import pwd
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fleettickets.errors import LocalServerError

LOOPBACK = "127.0.0.1"
# Below the range that Linux uses for outgoing connections, so a stopped server's port stays free.
_PORTS = range(15_000, 32_000)
_POLL_S = 0.02
_RELEASE_S = 1.0


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start one server: its command line, log file, environment and account."""

    command: Sequence[str]
    log: Path
    environ: Mapping[str, str]
    account: pwd.struct_passwd | None = None
    # The kernel sends this signal when the thread that started the server ends, even by SIGKILL.
    end_signal: signal.Signals | None = None


def launcher(launch: Launch) -> list[str]:
    """Return the command that sets up the process and then becomes the server."""
    # The account may not be allowed to enter the caller's working directory.
    in_root_folder = ["env", "-C", "/"]
    prefix: list[str] = []
    if launch.account is not None:
        user, group = str(launch.account.pw_uid), str(launch.account.pw_gid)
        prefix += ["--reuid", user, "--regid", group, "--clear-groups"]
    if launch.end_signal is not None:
        # setpriv expects signal names without "SIG".
        prefix += ["--pdeathsig", launch.end_signal.name.removeprefix("SIG")]
    return [*in_root_folder, *(["setpriv", *prefix, "--"] if prefix else []), *launch.command]


def spawn(launch: Launch) -> int:
    """Start the server in its own session and return its pid; the previous log is kept."""
    with contextlib.suppress(FileNotFoundError):
        launch.log.replace(launch.log.with_suffix(".log.1"))
    argv = launcher(launch)
    # Not subprocess: Popen warns about a child that outlives it, which is intended here.
    return os.posix_spawnp(
        argv[0],
        argv,
        launch.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, launch.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
        setsigdef=[signal.SIGPIPE, signal.SIGINT],
    )


def find(program: str, argument: str) -> int | None:
    """Return the pid of the running ``program`` that has exactly this argument, else None."""
    for pid in _pids():
        argv = _command_line(pid)
        if argv and Path(argv[0]).name == program and argument in argv and is_running(pid):
            return pid
    return None


def find_inside(program: str, folder: Path) -> list[int]:
    """Return the running processes of ``program`` whose working directory is the folder."""
    pids = []
    for pid in _pids():
        with contextlib.suppress(OSError):
            at = Path(f"/proc/{pid}")
            if (at / "cwd").readlink() == folder and (at / "exe").readlink().name == program:
                pids.append(pid)
    return pids


def is_running(pid: int) -> bool:
    """Return whether the process runs; a zombie does not."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    at = Path(f"/proc/{pid}")
    try:
        stat, threads = (at / "stat").read_text(), len(list((at / "task").iterdir()))
    except OSError:
        return False
    # The program's name is in parentheses and may contain any character. A killed program's first
    # thread may have ended while others still hold its ports.
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"} or threads > 1


def stop(pid: int, *steps: tuple[signal.Signals, float]) -> None:
    """Send each signal in turn and wait its number of seconds; SIGKILL comes last.

    Raises:
        LocalServerError: the process belongs to another user, or survives SIGKILL.
    """
    for number, timeout_s in (*steps, (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        except PermissionError as error:
            raise LocalServerError(f"process {pid}", "belongs to another user") from error
        if wait_until(lambda: not is_running(pid), timeout_s):
            return
    raise LocalServerError(f"process {pid}", "still runs 5 s after SIGKILL")


def wait_until(condition: Callable[[], bool], timeout_s: float) -> bool:
    """Poll until the condition holds; return False if it does not hold in time."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_S)
    return True


def free_port(preferred: str | None = None) -> int:
    """Return a free loopback port: the preferred one if possible."""
    if preferred is not None and becomes_free(int(preferred)):
        return int(preferred)
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Return distinct free loopback ports."""
    free = (port for port in random.sample(_PORTS, len(_PORTS)) if is_free(port))
    return list(itertools.islice(free, count))


def becomes_free(port: int) -> bool:
    """Return whether the port is free within a second.

    A killed server disappears from the process list before it releases its ports.
    """
    return wait_until(lambda: is_free(port), _RELEASE_S)


def is_free(port: int) -> bool:
    """Return whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _pids() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def _command_line(pid: int) -> list[str]:
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).split("\0")[:-1]
    except OSError:
        return []
