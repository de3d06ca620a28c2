"""Databases for the tests of the reports, filled through the import itself."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.feed import HEADER
from tests.support.imports import TABLES

Json = Any
UPDATE_OFFSETS_H = st.sampled_from([0, 0, -1, -9, -30, None, 5])
"""Offsets of updates from their files' times; see ``updated``."""
START = datetime(2026, 6, 22, 9, 0)  # noqa: DTZ001 - East Africa Time, as in a file's name
Versions = Iterable[Mapping[str, Any]]

_CREATE_GIVEN = """
CREATE TEMP TABLE given (
    place bigint GENERATED ALWAYS AS IDENTITY,
    run integer NOT NULL DEFAULT 1,
    dataset text NOT NULL DEFAULT 'inc',
    file_at timestamp NOT NULL,
    normalized_status text DEFAULT 'ACCEPTED',
    raw_status text DEFAULT 'ACCEPTED',
    bucket text DEFAULT '(lifecycle)',
    is_actionable text DEFAULT 'true',
    cluster text DEFAULT 'MUIGAI INN',
    region text DEFAULT 'Nairobi',
    is_alarm text DEFAULT 'false',
    latitude text,
    longitude text
)
"""
_ADD_COLUMN = "ALTER TABLE given ADD COLUMN IF NOT EXISTS {column} text"
# The feed's bucket is the lifecycle.
_FILL_BUCKETS = """
UPDATE given SET bucket = CASE
    WHEN closed_at <> '' OR normalized_status ~* '^(closed|resolved|cancel)' THEN 'closed'
    ELSE 'pending'
END
WHERE bucket = '(lifecycle)'
"""
_NOT_OF_THE_FEED = {"place", "run", "dataset", "file_at"}


@contextmanager
def migrated_template(server_dsn: str) -> Iterator[str]:
    """Yield the name of an empty, migrated database to copy for each test."""
    with fresh_database(server_dsn) as url:
        with closing(connect(url)) as conn:
            migrate(conn)
        yield str(conninfo_to_dict(url)["dbname"])


def apply_given(conn: Connection, script: str, folder: Path) -> None:
    """Run the script, which writes versions into the table ``given``, then import them.

    ``given`` has every typed column of the feed.
    """
    conn.execute(_CREATE_GIVEN)
    for (column,) in conn.execute("SELECT column_name FROM tickets.feed_columns").fetchall():
        conn.execute(_ADD_COLUMN.format(column=column).encode())
    conn.execute(script.encode())
    conn.execute(_FILL_BUCKETS.encode())
    cursor = conn.cursor(row_factory=dict_row)
    import_versions(conn, cursor.execute("SELECT * FROM given ORDER BY place").fetchall(), folder)


def import_versions(conn: Connection, versions: Versions, folder: Path) -> None:
    """Import versions, run by run, each file time of a run in a change file of its own.

    A version is a row of the feed with ``run``, ``dataset`` and ``file_at`` added. If its
    source_updated_at is None or missing, it becomes the file's time; "" stays blank.
    """
    for run, of_run in groupby(sorted(versions, key=_run_of), key=_run_of):
        for dataset, of_dataset in groupby(sorted(of_run, key=_dataset_of), key=_dataset_of):
            files = folder / f"{run}-{dataset}"
            files.mkdir(parents=True)
            for file_at, rows in groupby(sorted(of_dataset, key=_file_at_of), key=_file_at_of):
                _write(files / f"{file_at:%Y-%m-%dT%H-%M-%S}.csv", file_at, rows)
            config = DATASETS[dataset]
            report = Import(conn, config, LocalFiles(files, config)).apply()
            assert report.is_good, (report.failed, report.problems)


def empty(conn: Connection) -> None:
    """Delete every ticket and file."""
    names = ", ".join(f"tickets.{name.strip()}" for name in TABLES.split(","))
    conn.execute(f"TRUNCATE {names} CASCADE".encode())


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for one of the values, or None."""
    return st.none() | values


def updated(version: dict[str, Any], offset_h: int | None) -> dict[str, Any]:
    """Return the version, updated this long after its file's time; None: without a time."""
    at = "" if offset_h is None else f"{version['file_at'] + timedelta(hours=offset_h):%F %T}"
    return version | {"source_updated_at": at}


def ask(conn: Connection, statement: str, params: Any = ()) -> Json:
    """Return the first value of the first row."""
    found = conn.execute(statement.encode(), params).fetchone()
    assert found is not None, statement
    return found[0]


def shown(answer: Json) -> str:
    """Return the answer as text that is equal for equal answers."""
    return json.dumps(answer, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _write(path: Path, file_at: datetime, rows: Versions) -> None:
    rows = list(rows)
    names = dict.fromkeys([*HEADER, *chain.from_iterable(rows)])
    header = [name for name in names if name not in _NOT_OF_THE_FEED]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            updated_at = row.get("source_updated_at")
            if updated_at is None:
                updated_at = f"{file_at:%F %T}"
            writer.writerow({**row, "source_updated_at": updated_at})


def _run_of(version: Mapping[str, Any]) -> int:
    return int(version.get("run", 1))


def _dataset_of(version: Mapping[str, Any]) -> str:
    return str(version.get("dataset", "inc"))


def _file_at_of(version: Mapping[str, Any]) -> datetime:
    file_at = version["file_at"]
    assert isinstance(file_at, datetime)
    return file_at
