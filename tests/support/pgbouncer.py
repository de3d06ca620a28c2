"""A real PgBouncer on loopback, in front of a database."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fleettickets.local.binaries import unprivileged_account
from fleettickets.local.process import Launch, free_port, launcher
from tests.support.programs import installed

_CONFIGURATION = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = plain
auth_file = {folder}/users
pool_mode = {mode}
{options}
"""
_START_S = 20


@contextmanager
def pgbouncer_before(url: str, mode: str, options: str = "") -> Iterator[str]:
    """Yield the database's URL by way of PgBouncer; skip the test if that is not installed."""
    program = installed("pgbouncer", package="pgbouncer")
    to = conninfo_to_dict(url)
    own_port = free_port()
    account = unprivileged_account()  # it refuses to run as root
    with TemporaryDirectory() as name:
        folder = Path(name)
        words = {"folder": folder, "own_port": own_port, "mode": mode, "options": options}
        file, users = folder / "pgbouncer.ini", folder / "users"
        file.write_text(_CONFIGURATION.format(host=to["host"], port=to["port"], **words))
        users.write_text(f'"{to["user"]}" "{to["password"]}"\n')
        if account is not None:
            for path in (folder, file, users):
                os.chown(path, account.pw_uid, account.pw_gid)
        command = launcher(Launch([program, "--quiet", str(file)], folder / "log", {}, account))
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                pooled = make_conninfo(url, port=own_port)
                _wait(pooled, process)
                yield pooled
            finally:
                process.terminate()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    ends_at = time.monotonic() + _START_S
    while True:
        assert process.poll() is None, "PgBouncer refuses its configuration"
        assert time.monotonic() < ends_at, "PgBouncer does not start"
        try:
            with closing(psycopg.connect(url)):
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
