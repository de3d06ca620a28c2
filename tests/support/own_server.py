"""A durable PostgreSQL for one test, which may kill, copy and damage it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fleettickets.local import home_folder, postgres, process
from fleettickets.local.binaries import Binaries, find_binaries, unprivileged_account
from fleettickets.local.cluster import Owner, server, version
from fleettickets.local.home import Home
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.process import Launch, launcher


@contextmanager
def own_server(folder: Path) -> Iterator[PostgresServer]:
    """Run a durable server in the folder; delete it and its data at the end."""
    folder.mkdir(exist_ok=True)
    try:
        yield start(folder)
    finally:
        postgres.erase(folder)


def start(folder: Path) -> PostgresServer:
    """Start the folder's server again, on its old port."""
    return postgres.start(folder, durable=True, dies_with_caller=True)


def kill(running: PostgresServer, number: signal.Signals) -> None:
    """End the server at once: SIGQUIT is PostgreSQL's immediate stop."""
    os.kill(running.pid, number)
    assert process.wait_until(lambda: not process.is_running(running.pid), 20)


def move_log(home: Home, disk: Path) -> None:
    """Move the stopped server's write-ahead log to another disk."""
    log = home.data / "pg_wal"
    moved = shutil.copytree(log, disk / "pg_wal")
    for path in (moved, *moved.rglob("*")):
        os.chown(path, log.stat().st_uid, log.stat().st_gid)
    shutil.rmtree(log)
    log.symlink_to(moved)


def used_megabytes(disk: Path) -> int:
    """Return how much of a disk is used."""
    return -(-shutil.disk_usage(disk).used >> 20)


@contextmanager
def standby_of(primary: PostgresServer, folder: Path) -> Iterator[PostgresServer]:
    """Run a hot standby of the primary, made by pg_basebackup."""
    try:
        yield _start_standby(primary, folder)
    finally:
        postgres.erase(folder)


def _start_standby(primary: PostgresServer, folder: Path) -> PostgresServer:
    folder.mkdir(exist_ok=True)
    account = unprivileged_account()
    home = home_folder.create(folder, "postgres", account, stop=lambda _: None)
    home.write_state({"password": str(conninfo_to_dict(primary.dsn)["password"])})
    draft = home.path / "draft"
    draft.mkdir(mode=0o700)
    if account is not None:
        os.chown(draft, account.pw_uid, account.pw_gid)
    program = find_binaries(primary.version).path("pg_basebackup")
    admin = make_conninfo(primary.dsn, dbname="postgres")
    options = ["--write-recovery-conf", "--checkpoint=fast", "--no-sync"]
    command = [program, f"--dbname={admin}", f"--pgdata={draft}", *options]
    launch = Launch(command, home.log, os.environ, account)
    subprocess.run(launcher(launch), check=True, capture_output=True)
    draft.rename(home.data)
    return start(folder)


@contextmanager
def open_folder() -> Iterator[Path]:
    """Yield a new folder that the server's account can enter."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def start_without_postgis(running: PostgresServer, folder: Path) -> int:
    """Start the stopped server with programs that lack PostGIS; return its pid.

    PostgreSQL finds its files relative to its program, so a copy of that file with links to all
    other files except PostGIS's is a complete installation without it.
    """
    home = Home(running.home)
    stripped = _strip(find_binaries(version(home)), folder)
    owner = Owner(unprivileged_account(), durable=True, dies_with_caller=True)
    (home.data / "postmaster.pid").unlink(missing_ok=True)
    pid = process.spawn(server(home, stripped, owner, running.port))
    assert process.wait_until(
        lambda: (
            (home.data / "postmaster.pid").exists()
            and (home.data / "postmaster.pid").read_text().split()[-1:] == ["ready"]
        ),
        30,
    ), home.log_tail()
    return pid


def _strip(binaries: Binaries, root: Path) -> Binaries:
    share = Path(_pg_config(binaries, "--sharedir"))
    lib = Path(_pg_config(binaries, "--pkglibdir"))
    for folder in (binaries.folder, lib, share):
        (root / folder.relative_to("/")).mkdir(parents=True, exist_ok=True)
    shutil.copy(binaries.path("postgres"), root / binaries.folder.relative_to("/"))
    for folder in (lib, share):
        _link(folder, root / folder.relative_to("/"))
    extensions = root / share.relative_to("/") / "extension"
    extensions.unlink()
    extensions.mkdir()
    _link(share / "extension", extensions)
    return Binaries(binaries.version, root / binaries.folder.relative_to("/"))


def _link(source: Path, target: Path) -> None:
    for entry in source.iterdir():
        if "postgis" not in entry.name and not (target / entry.name).exists():
            (target / entry.name).symlink_to(entry)


def _pg_config(binaries: Binaries, option: str) -> str:
    done = subprocess.run(
        [binaries.path("pg_config"), option], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
