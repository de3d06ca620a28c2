"""Which schema files are accepted, and what is pending for a database."""

from pathlib import Path

import pytest

from fleettickets.errors import MigrationError, SchemaVersionError
from fleettickets.store.schema import Schema, plan_changes, read_schema
from tests.support.schemas import write_schema

FILES = {
    "migrations/0001_a.sql": "CREATE TABLE tickets.a (x integer);",
    "migrations/0002_b.sql": "CREATE TABLE tickets.b (x integer);",
    "functions/f.sql": "CREATE OR REPLACE FUNCTION tickets.f() RETURNS integer\nRETURN 1;",
    "functions/g.sql": "CREATE OR REPLACE FUNCTION tickets.g() RETURNS integer\nRETURN 2;",
    "views/v.sql": "CREATE OR REPLACE VIEW tickets.v AS\nSELECT 1 AS x;",
}


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    return write_schema(tmp_path, FILES)


def applied(schema: Schema, *paths: str) -> dict[str, str | None]:
    scripts = schema.migrations + schema.functions + schema.views
    return {script.path: script.digest for script in scripts if not paths or script.path in paths}


def test_everything_is_pending_for_an_empty_database(schema: Schema) -> None:
    plan = plan_changes(schema, {})

    assert (plan.migrations, plan.functions, plan.gone) == (schema.migrations, schema.functions, ())
    assert plan.views == schema.views
    assert plan


def test_nothing_is_pending_once_all_is_applied(schema: Schema) -> None:
    assert not plan_changes(schema, applied(schema))


def test_a_pending_migration_makes_every_function_pending(schema: Schema) -> None:
    done = applied(schema)
    del done["migrations/0002_b.sql"]

    plan = plan_changes(schema, done)

    assert plan.migrations == schema.migrations[1:]
    assert plan.functions == schema.functions
    assert plan.views == schema.views


@pytest.mark.parametrize("digest", ["0" * 64, None])
@pytest.mark.parametrize("path", ["functions/f.sql", "views/v.sql"])
def test_a_changed_function_or_view_makes_all_of_them_pending(
    schema: Schema, path: str, digest: str | None
) -> None:
    plan = plan_changes(schema, applied(schema) | {path: digest})

    assert plan.migrations == ()
    assert (plan.functions, plan.views) == (schema.functions, schema.views)


def test_a_function_whose_file_is_gone_is_pending(schema: Schema) -> None:
    plan = plan_changes(schema, applied(schema) | {"functions/old.sql": "0" * 64})

    assert plan.gone == ("functions/old.sql",)


def test_an_edited_migration_is_refused(schema: Schema) -> None:
    with pytest.raises(MigrationError, match=r"0001_a\.sql: was applied with other contents"):
        plan_changes(schema, applied(schema) | {"migrations/0001_a.sql": "0" * 64})


def test_a_missing_migration_is_refused(tmp_path: Path, schema: Schema) -> None:
    without_first = write_schema(tmp_path, {"migrations/0002_b.sql": "SELECT 1;"})

    with pytest.raises(MigrationError, match=r"0001_a\.sql: was applied, but the file is missing"):
        plan_changes(without_first, applied(schema))


def test_a_migration_below_an_applied_one_is_refused(schema: Schema) -> None:
    with pytest.raises(MigrationError, match=r"0001_a\.sql: is new, but the later .*0002_b\.sql"):
        plan_changes(schema, applied(schema, "migrations/0002_b.sql"))


def test_a_newer_database_is_refused(tmp_path: Path, schema: Schema) -> None:
    older = write_schema(tmp_path, {"migrations/0001_a.sql": FILES["migrations/0001_a.sql"]})

    with pytest.raises(SchemaVersionError, match=r"database has migrations/0002_b\.sql"):
        plan_changes(older, applied(schema))


@pytest.mark.parametrize("old", ["migrations/0001_old.sql", "migrations/0044_older.sql"])
def test_a_database_of_another_series_is_refused(schema: Schema, old: str) -> None:
    with pytest.raises(SchemaVersionError, match=rf"{old}, of a series before .*0001_a\.sql; it"):
        plan_changes(schema, {old: "0" * 64, "functions/f.sql": "0" * 64})


def test_line_ends_do_not_change_the_digest(tmp_path: Path, schema: Schema) -> None:
    file = tmp_path / "functions" / "f.sql"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert read_schema(tmp_path) == schema


@pytest.mark.parametrize(
    "path", ["migrations/1_a.sql", "migrations/0003-a.sql", "functions/A.sql", "views/A.sql"]
)
def test_a_name_outside_the_pattern_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(MigrationError, match="the name doesn't match"):
        write_schema(tmp_path, {path: "SELECT 1;"})


def test_two_migrations_with_one_number_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match=r"0001_b\.sql: has the same number as .*0001_a\.sql"):
        write_schema(tmp_path, {"migrations/0001_a.sql": "", "migrations/0001_b.sql": ""})


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    write_schema(tmp_path, {"migrations/0001_a.sql": ""})
    (tmp_path / "migrations" / "0001_a.sql").write_bytes(b"-- \xe9")

    with pytest.raises(MigrationError, match="is not UTF-8 at byte 3"):
        read_schema(tmp_path)


@pytest.mark.parametrize(
    "statement", ["BEGIN", "commit", "START TRANSACTION", "ROLLBACK TO a", "SET role x", "END"]
)
def test_a_statement_that_ends_or_outlives_the_transaction_is_refused(
    tmp_path: Path, statement: str
) -> None:
    schema = write_schema(tmp_path, {"migrations/0001_a.sql": f"SELECT 1;\n\n{statement};"})

    with pytest.raises(MigrationError, match=r"0001_a\.sql, line 3: "):
        _ = schema.migrations[0].statements


@pytest.mark.parametrize("statement", ["SET LOCAL a.b = 1", "SET CONSTRAINTS ALL DEFERRED"])
def test_settings_of_the_transaction_are_accepted(tmp_path: Path, statement: str) -> None:
    schema = write_schema(tmp_path, {"migrations/0001_a.sql": statement})

    assert len(schema.migrations[0].statements) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1;",
        "CREATE FUNCTION a.f() RETURNS integer RETURN 1;",
        "CREATE OR REPLACE FUNCTION f() RETURNS integer RETURN 1;",
        FILES["functions/f.sql"] + FILES["functions/g.sql"],
    ],
)
def test_a_function_file_makes_one_qualified_function(tmp_path: Path, text: str) -> None:
    schema = write_schema(tmp_path, {"functions/f.sql": text})

    with pytest.raises(MigrationError, match="expected one CREATE OR REPLACE FUNCTION"):
        _ = schema.functions[0].object_name


def test_the_shipped_files_can_be_read() -> None:
    schema = read_schema()

    assert schema.migrations
    assert all(script.statements for script in schema.migrations)
    assert all(script.object_name for script in schema.functions + schema.views)
