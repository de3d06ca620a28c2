"""Start, find and stop a private server's processes, and choose its ports.

A server is recognised by its command line, which names its data folder. No pid is ever stored, so
none can go stale or be taken over by a stranger.
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
# Below the range that Linux hands to outgoing connections, so a stopped server's port stays free.
_PORTS = range(15_000, 32_000)
_POLL_S = 0.02
_RELEASE_S = 1.0


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start one server: its command line, where it logs, and as whom it runs."""

    command: Sequence[str]
    log: Path
    environ: Mapping[str, str]
    account: pwd.struct_passwd | None = None
    # The signal that the kernel sends it when the thread that started it ends, even by SIGKILL.
    dies_by: signal.Signals | None = None


def launcher(launch: Launch) -> list[str]:
    """Return the command that sets up the process and then becomes the server."""
    # An unprivileged account may not be allowed to enter the caller's working directory.
    anywhere = ["env", "-C", "/"]
    prefix: list[str] = []
    if launch.account is not None:
        user, group = str(launch.account.pw_uid), str(launch.account.pw_gid)
        prefix += ["--reuid", user, "--regid", group, "--clear-groups"]
    if launch.dies_by is not None:
        # setpriv knows signals without their prefix.
        prefix += ["--pdeathsig", launch.dies_by.name.removeprefix("SIG")]
    return [*anywhere, *(["setpriv", *prefix, "--"] if prefix else []), *launch.command]


def spawn(launch: Launch) -> int:
    """Start the server in a session of its own and return its pid; the last start's log is kept."""
    with contextlib.suppress(FileNotFoundError):
        launch.log.replace(launch.log.with_suffix(".log.1"))
    argv = launcher(launch)
    # Not subprocess: a Popen warns when its child outlives it, and these do by design.
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
    """Return the pid of the running ``program`` that has exactly this argument, if there is one."""
    for pid in _pids():
        argv = _command_line(pid)
        if argv and Path(argv[0]).name == program and argument in argv and is_running(pid):
            return pid
    return None


def find_inside(program: str, folder: Path) -> list[int]:
    """Return the running processes of ``program`` whose working directory is the folder."""
    found = []
    for pid in _pids():
        with contextlib.suppress(OSError):
            at = Path(f"/proc/{pid}")
            if (at / "cwd").readlink() == folder and (at / "exe").readlink().name == program:
                found.append(pid)
    return found


def is_running(pid: int) -> bool:
    """Tell whether the process does anything; one that only waits to be reaped does not."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    at = Path(f"/proc/{pid}")
    try:
        stat, threads = (at / "stat").read_text(), len(list((at / "task").iterdir()))
    except OSError:
        return False
    # The program's name stands in parentheses and may itself hold any character. A killed
    # program's first thread may be dead while others still hold its ports.
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"} or threads > 1


def stop(pid: int, *steps: tuple[signal.Signals, float]) -> None:
    """Send each signal in turn, waiting its seconds for the end; SIGKILL comes last.

    Raises:
        LocalServerError: the process belongs to another user, or outlives SIGKILL.
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
    raise LocalServerError(f"process {pid}", "does not end, not even by SIGKILL")


def wait_until(condition: Callable[[], bool], timeout_s: float) -> bool:
    """Poll until the condition holds; return False when it still does not in time."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_S)
    return True


def free_port(preferred: str | None = None) -> int:
    """Return a loopback port that nobody listens on: the preferred one if it can be had."""
    if preferred is not None and becomes_free(int(preferred)):
        return int(preferred)
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Return distinct loopback ports that nobody listens on."""
    free = (port for port in random.sample(_PORTS, len(_PORTS)) if is_free(port))
    return list(itertools.islice(free, count))


def becomes_free(port: int) -> bool:
    """As is_free, but wait for a killed server: it loses its command line before its ports."""
    return wait_until(lambda: is_free(port), _RELEASE_S)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this loopback port now."""
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
