"""Small schemas for the tests of the migrator."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fleettickets.store.connect import Connection
from fleettickets.store.schema import Plan, Schema, read_schema

ONE = "CREATE SCHEMA tickets;\nCREATE TABLE tickets.a (x integer PRIMARY KEY);\n"
TWO = "ALTER TABLE tickets.a ADD COLUMN y integer;\n"
BASE = {"migrations/0001_one.sql": ONE}

MakeSchema = Callable[[Mapping[str, str]], Schema]


def write_schema(folder: Path, files: Mapping[str, str]) -> Schema:
    """Write only these files under the folder, then read it as the migrator does."""
    for old in folder.glob("*/*.sql"):
        old.unlink()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read_schema(folder)


def function(name: str, body: str = "SELECT 1", args: str = "") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION tickets.{name}({args}) RETURNS integer\n"
        f"LANGUAGE sql AS $$\n{body}\n$$;\n"
    )


def paths(plan: Plan) -> list[str]:
    return [script.path for script in plan.migrations + plan.functions]


def value(conn: Connection, query: str) -> object:
    row = conn.execute(query.encode()).fetchone()
    return row[0] if row else None


def state(conn: Connection) -> object:
    """Return the row versions of everything that a migration could change."""
    catalog = conn.execute(
        "SELECT tableoid, oid, xmin::text FROM pg_class UNION ALL"
        " SELECT tableoid, oid, xmin::text FROM pg_proc UNION ALL"
        " SELECT tableoid, oid, xmin::text FROM pg_namespace ORDER BY 1, 2"
    ).fetchall()
    if value(conn, "SELECT to_regclass('tickets.schema_files')") is None:
        return catalog, None
    record = "SELECT *, xmin::text FROM tickets.schema_files ORDER BY path"
    return catalog, conn.execute(record).fetchall()
