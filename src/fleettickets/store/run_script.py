"""Run a SQL file in the current transaction, and say where and why it failed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.schema import Script
from fleettickets.store.statements import Statement

_FIND_POSTGIS = query("find_postgis")
_SET_LIMITS = query("set_migration_limits")
_ADVICE = {
    errors.LockNotAvailable.sqlstate: "Another session holds a lock; see pg_stat_activity",
    errors.ReadOnlySqlTransaction.sqlstate: "DATABASE_URL names a standby, or the server is set "
    "to read-only (default_transaction_read_only)",
    errors.ActiveSqlTransaction.sqlstate: "Every file runs in a transaction, without exception",
}
# PostgreSQL translates the words around it, never the block's name.
_LINE_IN_BLOCK = re.compile(r"inline_code_block\D+(\d+)")


def run_script(conn: Connection, script: Script) -> None:
    """Execute the script's statements one by one.

    Raises:
        MigrationError: one failed; the message names the line, the cause is psycopg's error.
    """
    for statement in script.statements:
        run_statement(conn, script.path, statement)


def run_statement(conn: Connection, path: str, statement: Statement) -> None:
    """Execute one statement of the script at ``path``.

    Raises:
        MigrationError: it failed; the message names the line, the cause is psycopg's error.
    """
    try:
        conn.execute(statement.text.encode())
    except psycopg.Error as error:
        line = statement.line + _lines_before_error(statement.text, error)
        raise MigrationError(f"{path}, line {line}", _describe(error)) from error


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn psycopg's errors into MigrationErrors that name the place and are caused by them."""
    try:
        yield
    except psycopg.Error as error:
        raise MigrationError(where, _describe(error)) from error


def find_postgis(conn: Connection) -> str:
    """Return the schema that PostGIS is in, or will be created in; quoted if need be."""
    row = conn.execute(_FIND_POSTGIS).fetchone()
    assert row is not None  # noqa: S101 - the query returns one row
    return str(row[0])


def set_limits(conn: Connection, lock_timeout_s: float, *, is_checking_bodies: bool = True) -> None:
    """Bound the lock waits of the current transaction, and lift its other time limits.

    Names that the scripts do not qualify are PostGIS's.
    """
    parameters = {
        "search_path": find_postgis(conn),
        "lock_timeout_ms": max(1, round(lock_timeout_s * 1000)),
        "check_bodies": "on" if is_checking_bodies else "off",
    }
    conn.execute(_SET_LIMITS, parameters)


def _lines_before_error(text: str, error: psycopg.Error) -> int:
    if position := error.diag.statement_position:
        return text.count("\n", 0, int(position) - 1)
    # An error inside a DO block has a line counted from the block's opening quote.
    if match := _LINE_IN_BLOCK.search(error.diag.context or ""):
        return text.count("\n", 0, max(0, text.find("$"))) + int(match[1]) - 1
    return 0


def _describe(error: psycopg.Error) -> str:
    diag = error.diag
    message = " ".join((diag.message_primary or str(error)).split())
    parts = [f"{message} (SQLSTATE {error.sqlstate})" if error.sqlstate else message]
    parts += [_ADVICE[error.sqlstate]] if error.sqlstate in _ADVICE else []
    parts += [f"Detail: {diag.message_detail}"] if diag.message_detail else []
    hint = diag.message_hint
    if isinstance(error, errors.DependentObjectsStillExist):
        hint = "Drop what depends on it, migrate, then make it again"  # not CASCADE
    parts += [f"Hint: {hint}"] if hint else []
    return ". ".join(part.rstrip(".") for part in parts)
