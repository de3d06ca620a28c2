"""Create a PostgreSQL data folder, and build the command line of its server."""

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from signal import SIGQUIT

from fleettickets.errors import LocalServerError
from fleettickets.local import process
from fleettickets.local.binaries import Binaries, find_binaries
from fleettickets.local.home import Home, write_secret
from fleettickets.local.process import LOOPBACK, Launch

NAME = "PostgreSQL"
USER = "fleettickets"
_ENVIRON = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}

# Chosen for a small machine that also runs the demonstration or benchmark.
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "lz4",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
}
_THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "256MB",
}
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 -- only its size is read
_SHARED_MEMORY_NEEDED_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Owner:
    """The account that runs a server, if started by root, and how long the server must last."""

    account: pwd.struct_passwd | None
    # False: writes are not synced to disk, for data that need not survive a power cut.
    durable: bool
    dies_with_caller: bool


def ensure_cluster(home: Home, owner: Owner) -> Binaries:
    """Return the PostgreSQL that fits the home's data; create the data if there is none.

    Raises:
        LocalServerError: no fitting PostgreSQL is installed, or the data's password is lost.
    """
    if not home.data.exists():
        binaries = find_binaries()
        home.write_state({"password": secrets.token_urlsafe(24)})
        _initdb(home, binaries, owner)
        return binaries
    if "password" not in home.read_state():
        raise LocalServerError(NAME, f"{home.path} holds data, but its state file is missing")
    return find_binaries(version(home))


def version(home: Home) -> int:
    """Return the data's major version."""
    return int((home.data / "PG_VERSION").read_text())


def server(home: Home, binaries: Binaries, owner: Owner, port: int) -> Launch:
    """Return the launch of a server for the data on this port of the loopback address."""
    settings = _SETTINGS | ({} if owner.durable else _THROWAWAY_SETTINGS) | {"port": str(port)}
    space = os.statvfs(_SHARED_MEMORY) if _SHARED_MEMORY.exists() else None
    if space is None or space.f_frsize * space.f_blocks < _SHARED_MEMORY_NEEDED_BYTES:
        # A container has 64 MB by default, too little for parallel queries.
        settings["dynamic_shared_memory_type"] = "mmap"
    command = [binaries.path("postgres"), "-D", str(home.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    end_signal = SIGQUIT if owner.dies_with_caller else None
    return Launch(command, home.log, _ENVIRON, owner.account, end_signal)


def _initdb(home: Home, binaries: Binaries, owner: Owner) -> None:
    """Create the data under another name, then rename it, so that a kill leaves no partial one."""
    draft, password_file = home.path / "data.new", home.path / "password"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    write_secret(password_file, home.read_state()["password"])
    if owner.account is not None:
        for path in (draft, password_file):
            os.chown(path, owner.account.pw_uid, owner.account.pw_gid)
    command = [binaries.path("initdb"), "-D", str(draft), "-U", USER, "-A", "scram-sha-256"]
    # Sorting by bytes is fast and the same everywhere; upper() and lower() still know all letters.
    command += ["-E", "UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8", f"--pwfile={password_file}"]
    # On a busy disk, the sync takes 5 s; the kernel writes the files within 30 s anyway.
    command.append("--no-sync")
    argv = process.launcher(Launch(command, home.log, _ENVIRON, owner.account))
    try:
        done = subprocess.run(  # noqa: S603 -- our own command line
            argv, env=_ENVIRON, capture_output=True, text=True, check=False
        )
    finally:
        password_file.unlink()
    if done.returncode != 0:
        raise LocalServerError(NAME, f"initdb failed: {done.stderr.strip()}")
    draft.rename(home.data)
