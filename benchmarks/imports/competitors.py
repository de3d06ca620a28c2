"""The competitors and how to start them: the import, other tools, and the floors.

Each peer is configured as its documentation describes an upsert by primary key from CSV files on S3
(docs/performance.md#peers). If there are several ways, the fastest one that keeps one row for each
ticket is used.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.imports.environments import install, program
from benchmarks.imports.feed import PREFIX
from benchmarks.imports.world import Lane
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate

_FOLDER = Path(__file__).parent
_PEERS = _FOLDER / "peers"
_PLAIN_TABLE = (_PEERS / "plain_table.sql").read_bytes()
_OUR_VIEW = (_FOLDER / "our_view.sql").read_bytes()


class Kind(Enum):
    """The kind of a competitor; a variant is ours without part of its work."""

    OURS = "ours"
    VARIANT = "variant"
    TOOL = "tool"
    SCRIPT = "script"
    FLOOR = "floor"


class Start:
    """How to run it once: the command line, and additions to the lane's environment."""

    def __init__(self, *command: str, **environ: str) -> None:
        self.command: Sequence[str] = command
        self.environ: Mapping[str, str] = environ


@dataclass(frozen=True, slots=True)
class Competitor:
    """One competitor."""

    name: str
    kind: Kind
    start: Callable[[Lane], Start]
    prepare: Callable[[Lane], None] = lambda _: None
    """Create the tables that it does not create itself; not measured."""
    relation: str = "public.inc"
    """The table or view in which the tickets end up."""
    has_memory: bool = False
    """Whether it remembers the files that it has loaded; for the others they are deleted."""
    keeps_one_row: bool = True
    """Whether a ticket must end up as one row; a mere copy is not compared."""


def competitors(folder: Path) -> dict[str, Callable[[], Competitor]]:
    """Return a factory for each; it raises UnavailableError if a peer cannot be installed."""
    return {
        "ours": ours,
        "unarchived": _unarchived,
        "dlt": partial(_dlt, folder, "parquet"),
        "dlt-csv": partial(_dlt, folder, "csv"),
        "sling": partial(_sling, folder),
        "ingestr": partial(_ingestr, folder),
        "duckdb": partial(_duckdb, folder),
        "upsert": partial(_floor, "upsert"),
        "copy": partial(_floor, "copy"),
    }


def ours() -> Competitor:
    """The import as it runs every 20 minutes, into the full schema, with history."""
    # The others do not geocode; that begins after the commit.
    start = Start(sys.executable, "-m", "inc.import_inc", "--apply", "--no-geocode")
    return Competitor(
        "fleettickets",
        Kind.OURS,
        lambda _: start,
        _migrate,
        relation="public.bench_tickets",
        has_memory=True,
    )


def _unarchived() -> Competitor:
    start = Start(sys.executable, str(_PEERS / "unarchived.py"), "--apply", "--no-geocode")
    return Competitor(
        "ours, unarchived",
        Kind.VARIANT,
        lambda _: start,
        _migrate,
        relation="public.bench_tickets",
    )


def _migrate(lane: Lane) -> None:
    with closing(connect(lane.url)) as conn:
        migrate(conn)
        conn.execute(_OUR_VIEW)


def _create_plain_table(lane: Lane) -> None:
    with closing(connect(lane.url)) as conn:
        conn.execute(_PLAIN_TABLE)


def _floor(what: str) -> Competitor:
    start = Start(sys.executable, str(_PEERS / "floor.py"), what)
    name = {"upsert": "floor: stage + upsert", "copy": "floor: COPY"}[what]
    return Competitor(
        name,
        Kind.FLOOR,
        lambda _: start,
        _create_plain_table,
        relation="public.plain_inc" if what == "upsert" else "public.copied_inc",
        keeps_one_row=what == "upsert",
    )


def _duckdb(folder: Path) -> Competitor:
    python = program(install("duckdb", folder), "bin/python")
    start = Start(python, str(_PEERS / "duckdb_upsert.py"))
    return Competitor(
        "DuckDB script",
        Kind.SCRIPT,
        lambda _: start,
        _create_plain_table,
        relation="public.plain_inc",
    )


def _dlt(folder: Path, loads: str) -> Competitor:
    python = program(install("dlt", folder), "bin/python")
    script = str(_PEERS / "dlt_merge.py")
    start = Start(python, script, loads, RUNTIME__DLTHUB_TELEMETRY="false")
    name = {"parquet": "dlt, ADBC", "csv": "dlt, CSV"}[loads]
    return Competitor(name, Kind.TOOL, lambda _: start, relation="feed.inc", has_memory=True)


def _sling(folder: Path) -> Competitor:
    home = install("sling", folder)
    sling = program(home, "lib/python*/site-packages/sling_linux_*/bin/sling-*")

    def start(lane: Lane) -> Start:
        feed = {
            "type": "s3",
            "bucket": lane.settings.bucket,
            "endpoint": lane.settings.endpoint,
            "region": lane.settings.region,
            "access_key_id": lane.settings.access_key,
            "secret_access_key": lane.settings.secret_key,
        }
        return Start(
            *(sling, "run", "-r", str(_PEERS / "sling.yaml")),
            FEED=json.dumps(feed),
            TICKETS=_url_of(lane),
            SLING_DISABLE_TELEMETRY="true",
        )

    return Competitor("sling", Kind.TOOL, start, has_memory=True)


def _ingestr(folder: Path) -> Competitor:
    ingestr = program(install("ingestr", folder), "bin/ingestr")

    def start(lane: Lane) -> Start:
        access = {
            "access_key_id": lane.settings.access_key,
            "secret_access_key": lane.settings.secret_key,
            "endpoint_url": lane.settings.endpoint,
        }
        return Start(
            *(ingestr, "ingest", "--yes", "--progress", "log"),
            *("--source-uri", f"s3://?{urlencode(access)}"),
            *("--source-table", f"{lane.settings.bucket}/{PREFIX}*.csv"),
            *("--dest-uri", _url_of(lane), "--dest-table", "public.inc"),
            *("--incremental-strategy", "merge", "--primary-key", "ticket_id"),
            *("--incremental-key", "source_updated_at"),
            INGESTR_DISABLE_TELEMETRY="true",
            DISABLE_TELEMETRY="true",
        )

    return Competitor("ingestr", Kind.TOOL, start)


def _url_of(lane: Lane) -> str:
    # Go's drivers require TLS by default; the private server has none.
    return f"{lane.url}?sslmode=disable"
