"""The committed schema.sql is what the migrations make; ``BLESS=1`` rewrites it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from fleettickets.local.binaries import find_binaries
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate

SNAPSHOT = Path(__file__).parents[1] / "schema.sql"
HEADER = (
    "-- The whole schema, to read and to search: pg_dump of PostgreSQL {major} after every\n"
    "-- migration. Made by `make bless`, never edited or applied.\n"
)
# These lines name versions of the server and of pg_dump, or hold a random key.
CHANGING_LINE = re.compile(r"-- Dumped (from|by) |\\(un)?restrict |SET transaction_timeout ")


def dump(major: int, dsn: str) -> str:
    command = find_binaries(major).path("pg_dump")
    arguments = ["--schema-only", "--no-owner", "--no-privileges", f"--dbname={dsn}"]
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if not CHANGING_LINE.match(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def test_the_migrations_make_the_committed_schema(conn: Connection, empty_database: str) -> None:
    major = conn.info.server_version // 10000
    header = HEADER.format(major=major)
    migrate(conn)

    made = header + dump(major, empty_database)

    if os.environ.get("BLESS"):
        SNAPSHOT.write_text(made, encoding="utf-8")
    committed = SNAPSHOT.read_text(encoding="utf-8")
    if not committed.startswith(header):
        pytest.skip(f"schema.sql was made on another major version than PostgreSQL {major}")
    assert made == committed, "the schema has changed: `make bless`, then read the difference"
