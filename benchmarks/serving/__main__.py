"""Measure the API under load: ``python -m benchmarks serving``.

A private PostgreSQL holds 21,000 tickets, 5,000 of them open. wrk sends requests to our server and
to tipg, one process each, in turns, over 1, 16 and 64 connections. Answers are compressed. The
rates come from one run on one machine: only their ratios are meaningful.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import urllib3
from psycopg.conninfo import conninfo_to_dict

from benchmarks.dashboard import Size, fill
from benchmarks.imports.environments import UnavailableError, install
from benchmarks.imports.report import DOCUMENT, put_between
from benchmarks.serving.report import Figures, as_markdown
from benchmarks.serving.verdict import (
    InvalidCaseError,
    check_outcomes,
    check_same_tickets,
    settled_outcomes,
)
from fleettickets.local.postgres import private_postgres
from fleettickets.local.process import free_port
from fleettickets.local.scratch import fresh_database
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate

_FOLDER = Path(__file__).parent
_OPEN_TICKETS = (_FOLDER / "open_tickets.sql").read_bytes()
_SIZE = Size(tickets=21_000, open_tickets=5_000, days=60)
_CLIENTS = (1, 16, 64)
_SECONDS_A_DAY = 86_400
_OURS = "/api/v1/inc/dashboard"
_THEIRS = "/collections/bench.open_tickets/items?limit=10000&f=geojson"
_GZIP = {"Accept-Encoding": "gzip"}


class Case(NamedTuple):
    """Which server is asked, and how."""

    name: str
    server: str
    mode: str
    path: str


CASES = (
    Case("ours, cold", "ours", "new", f"{_OURS}?as_of=2026-06-24T"),
    Case("ours, warm", "ours", "same", _OURS),
    Case("ours, 304", "ours", "held", _OURS),
    Case("tipg", "tipg", "same", _THEIRS),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print a table; return 1 if wrk is missing or a case is invalid, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks serving")
    parser.add_argument("--seconds", type=int, default=10, help="duration of each case")
    parser.add_argument(
        "--folder", type=Path, default=Path(".local/bench"), help="where to install tipg"
    )
    parser.add_argument(
        "--write-docs", action="store_true", help=f"write the table into {DOCUMENT.name}"
    )
    options = parser.parse_args(argv)
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.stderr.write("wrk is not installed: apt-get install wrk\n")
        return 1
    try:
        text = _run(wrk, options.folder / "venvs", options.seconds)
    except InvalidCaseError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(text)
    if options.write_docs:
        put_between(DOCUMENT, "serving", text)
    return 0


def _run(wrk: str, folder: Path, seconds: int) -> str:
    missing = ""
    with _database() as url, _our_server(url) as ours, ExitStack() as running:
        servers = {"ours": ours}
        try:
            servers["tipg"] = tipg = running.enter_context(_tipg(url, folder))
            check_same_tickets(_ask(ours, _OURS), _ask(tipg, _THEIRS))
        except UnavailableError as why:
            missing = str(why)
        found = _measure(wrk, servers, seconds)
        memory = {name: _memory_mib(server.pid) for name, server in servers.items()}
    return as_markdown(_SIZE, seconds, found, memory, missing)


class Server(NamedTuple):
    """A running server and its process."""

    address: str
    pid: int


def _measure(wrk: str, servers: dict[str, Server], seconds: int) -> dict[tuple[str, int], Figures]:
    found = {}
    for turn, clients in enumerate(_CLIENTS):
        # Each turn asks for its own part of the day, so that no second is asked for twice.
        first_second = str(turn * _SECONDS_A_DAY // len(_CLIENTS))
        for case in CASES:
            if case.server in servers:
                server = servers[case.server]
                etag = "" if case.mode == "new" else _ask(server, case.path).headers.get("ETag", "")
                load = Load(case, server, clients, seconds, etag or first_second)
                found[case.name, clients] = _load(wrk, load)
    return found


class Load(NamedTuple):
    """One run of wrk; ``start`` is the answer's ETag, or the first second to ask for."""

    case: Case
    server: Server
    clients: int
    seconds: int
    start: str


def _load(wrk: str, load: Load) -> Figures:
    case, server = load.case, load.server
    command = [wrk, "-t1", f"-c{load.clients}", f"-d{load.seconds}s", "--timeout=120s", "-s"]
    script = [str(_FOLDER / "load.lua"), server.address, "--", case.mode, case.path, load.start]
    before = settled_outcomes(server.address) if case.server == "ours" else None
    done = subprocess.run([*command, *script], capture_output=True, text=True, check=True)  # noqa: S603
    counts = json.loads(done.stdout.splitlines()[-1])
    # The ETag changes each minute, which every connection may notice once.
    strays = 3 * load.clients * (1 + load.seconds // 60)
    if counts["full"] > strays:
        raise InvalidCaseError(f"{case.name}: {counts['full']} answers were not 304")
    if before is not None:
        during = settled_outcomes(server.address) - before
        check_outcomes(case.name, case.mode, during, counts["requests"], strays)
    return Figures(
        counts["requests"] / counts["seconds"],
        counts["failed"],
        counts["bytes"] / max(1, counts["requests"]) / 1024,
        counts["p50"],
        counts["p95"],
        counts["p99"],
    )


def _ask(server: Server, path: str) -> urllib3.BaseHTTPResponse:
    answer = urllib3.request("GET", server.address + path, headers=_GZIP, timeout=120)
    if answer.status != 200:  # noqa: PLR2004
        raise InvalidCaseError(f"{path} answered {answer.status}: {answer.data[:500]!r}")
    return answer


def _memory_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


@contextmanager
def _database() -> Iterator[str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        private_postgres(Path(folder)) as server,
        fresh_database(server.dsn) as url,
    ):
        with closing(connect(url)) as conn:
            migrate(conn)
            fill(conn, _SIZE)
            conn.execute(_OPEN_TICKETS)
        yield url


@contextmanager
def _our_server(url: str) -> Iterator[Server]:
    port = free_port()
    program = Path(sys.executable).with_name("fleettickets")
    command = [str(program), "serve", "--port", str(port)]
    with _running(command, {"DATABASE_URL": url}, port, "/readyz") as server:
        yield server


@contextmanager
def _tipg(url: str, folder: Path) -> Iterator[Server]:
    port = free_port()
    home = install("tipg", folder)
    command = [str(home / "bin/uvicorn"), "tipg.main:app", "--port", str(port)]
    command += ["--log-level", "warning"]
    settings = {"DATABASE_URL": _as_uri(url), "TIPG_DB_SCHEMAS": '["bench"]'}
    with _running(command, settings, port, "/healthz") as server:
        yield server


@contextmanager
def _running(
    command: list[str], settings: dict[str, str], port: int, path: str
) -> Iterator[Server]:
    server = subprocess.Popen(  # noqa: S603 - our own command line
        command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address + path, server)
        yield Server(address, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + 60
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            if urllib3.request("GET", address, retries=False).status == 200:  # noqa: PLR2004
                return
        except urllib3.exceptions.HTTPError:
            time.sleep(0.1)
    raise UnavailableError(f"{server.args!r} does not answer")


def _as_uri(dsn: str) -> str:
    parts = conninfo_to_dict(dsn)
    return "postgresql://{user}:{password}@{host}:{port}/{dbname}".format(**parts)


if __name__ == "__main__":
    raise SystemExit(main())
