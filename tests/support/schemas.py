"""Small schemas for the tests of the migrator, and the shipped one with a file more."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from fleettickets.store.connect import Connection
from fleettickets.store.schema import SQL_FOLDER, Plan, Schema, read_schema

ONE = "CREATE SCHEMA tickets;\nCREATE TABLE tickets.a (x integer PRIMARY KEY);\n"
TWO = "ALTER TABLE tickets.a ADD COLUMN y integer;\n"
BASE = {"migrations/0001_one.sql": ONE}

OLDER_SERIES = b"""
ALTER TABLE tickets.schema_files RENAME COLUMN object_name TO routine;
DELETE FROM tickets.schema_files WHERE routine IS NULL OR path LIKE 'views/%';
INSERT INTO tickets.schema_files (path, digest) VALUES
('migrations/0001_create_schemas.sql', repeat('0', 64)),
('migrations/0044_refine_watching.sql', repeat('0', 64));
"""
"""Has a migrated database's record say that its migrations are those of the series before."""

MakeSchema = Callable[[Mapping[str, str]], Schema]


def write_schema(folder: Path, files: Mapping[str, str]) -> Schema:
    """Write only these files under the folder, then read it as the migrator does."""
    for old in folder.glob("*/*.sql"):
        old.unlink()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read_schema(folder)


def shipped_schema_with(folder: Path, path: str, text: str) -> Schema:
    """Read the shipped files, copied into the folder, and one more."""
    shutil.copytree(SQL_FOLDER, folder)
    (folder / path).write_text(text, encoding="utf-8")
    return read_schema(folder)


def function(name: str, body: str = "SELECT 1", args: str = "") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION tickets.{name}({args}) RETURNS integer\n"
        f"LANGUAGE sql AS $$\n{body}\n$$;\n"
    )


def view(name: str, query: str) -> str:
    return f"CREATE OR REPLACE VIEW tickets.{name} AS\n{query};\n"


def paths(plan: Plan) -> list[str]:
    return plan.paths


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


def shipped_state(conn: Connection) -> object:
    """As ``state`` with views and triggers, but without what autovacuum writes to the catalog."""
    catalog = conn.execute(
        "SELECT oid::regclass::text, relowner, relacl::text FROM pg_class"
        " WHERE relnamespace = ANY('{tickets, reporting, dispatch}'::regnamespace[])"
        " UNION ALL SELECT oid::regprocedure::text, proowner, xmin::text FROM pg_proc"
        " WHERE pronamespace = ANY('{tickets, reporting, dispatch}'::regnamespace[])"
        " UNION ALL SELECT oid::regnamespace::text, nspowner, xmin::text FROM pg_namespace"
        " UNION ALL SELECT tgname, tgrelid, xmin::text FROM pg_trigger"
        " UNION ALL SELECT ev_class::regclass::text, oid, xmin::text FROM pg_rewrite"
        " ORDER BY 1, 2, 3"
    ).fetchall()
    record = "SELECT *, xmin::text FROM tickets.schema_files ORDER BY path"
    return catalog, conn.execute(record).fetchall()
