"""Bring a database's schema up to the code's, forward only.

Migrations run one by one, each in a transaction; then all functions and views are made again, in
one more. Grants are applied at the end of every run, also if nothing else is pending. What others
have in the database is left alone: before anything is written, the names that the files create are
compared with what exists.
A session advisory lock admits one migrator at a time, and none while an import or a geocoder is at
work, so connect to the server itself, not through a pooler that hands sessions around.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import psycopg
from psycopg import errors

from fleettickets.errors import MigrationError, SchemaVersionError
from fleettickets.store.connect import Connection
from fleettickets.store.definitions import recreate_definitions
from fleettickets.store.failures import lock_holders
from fleettickets.store.neighbours import check_neighbours, grant_rights
from fleettickets.store.ownership import recorded, select_own
from fleettickets.store.queries import query
from fleettickets.store.run_script import explained, find_postgis, run_script, set_limits
from fleettickets.store.schema import Plan, Schema, Script, plan_changes, read_schema
from fleettickets.store.session_locks import check_released
from fleettickets.store.table_sizes import analyze_new_tables

_CREATE_SCHEMA_FILES = query("create_schema_files")
_SELECT_SCHEMA_FILES = query("select_schema_files")
_RECORD_MIGRATION = query("record_migration")
_CAN_APPLY_GRANTS = query("can_apply_grants")
_APPLY_GRANTS = query("apply_grants")
_WIN_DEADLOCKS = query("win_deadlocks")
_LOSE_DEADLOCKS = query("lose_deadlocks")

_BOOKKEEPING = "tickets.schema_files"
_LOCK_KEY = int.from_bytes(b"ftmigrat", "big")
_TRANSIENT = (errors.LockNotAvailable, errors.DeadlockDetected)

Report = Callable[[str], None]
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for locks that others hold.

    A file whose statement waits longer than ``lock_timeout_s`` is undone, so that what queues
    behind it can continue, and retried after a pause. A deadlock with readers who never rest can
    end every attempt, so after the first the readers' statements are ended instead, if the login
    may set ``deadlock_timeout``.
    """

    lock_timeout_s: float = 5.0
    attempts: int = 5
    pause_s: float = 2.0
    turn_timeout_s: float = 120.0


def _say_nothing(_line: str) -> None:
    pass


def migrate(
    conn: Connection,
    schema: Schema | None = None,
    *,
    patience: Patience | None = None,
    readers: Sequence[str] = (),
    report: Report = _say_nothing,
) -> Plan:
    """Apply what the database lacks and return it; if it lacks nothing, write nothing.

    Grants are no part of the plan. They are compared in every run, and written if they differ; a
    login that may not do that leaves them, if nothing else is pending. ``readers`` are roles of
    others that may call the reports.

    Raises:
        SchemaVersionError: the database is newer than the code.
        SettingError: a role of ``readers`` does not exist.
        MigrationError: the files disagree with the database's record of them, others hold a name
            that a file needs, a statement fails, or a lock is not acquired in time. What was
            reported before stays applied.
    """
    schema, patience = schema or read_schema(), patience or Patience()
    with _turn(conn, patience):
        plan = _plan(conn, schema, readers)
        corrected = _grant(conn, plan, readers, patience)
        for script in plan.migrations:
            _patiently(conn, partial(_apply, conn, script, patience), patience, report)
            report(f"applied {script.path}")
        define = partial(_define, conn, plan, readers, patience)
        corrected += _patiently(conn, define, patience, report)
        if plan.definitions or plan.gone:
            made, dropped = len(plan.definitions), len(plan.gone)
            report(f"functions and views made: {made}, dropped: {dropped}")
        elif corrected:
            report(f"owner or grants corrected: {corrected}")
        return plan


def pending_changes(
    conn: Connection, schema: Schema | None = None, *, readers: Sequence[str] = ()
) -> Plan:
    """Return what ``migrate`` would apply, without its lock and in a READ ONLY transaction.

    Raises:
        SchemaVersionError: the database is newer than the code.
        SettingError: a role of ``readers`` does not exist.
        MigrationError: a file cannot be used, disagrees with the database's record of it, or needs
            a name that others hold.
    """
    with conn.transaction():
        conn.execute("SET TRANSACTION READ ONLY")
        return _plan(conn, schema or read_schema(), readers)


def check_schema(conn: Connection, schema: Schema | None = None) -> None:
    """Make sure, with one query, that the database has every file as it is here.

    Raises:
        SchemaVersionError: it lacks a file, or is newer than the code.
        MigrationError: an applied migration was edited or is missing.
    """
    try:
        rows = conn.execute(_SELECT_SCHEMA_FILES).fetchall()
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        raise SchemaVersionError("no migration has been applied") from None
    plan = plan_changes(schema or read_schema(), dict(rows))
    if plan:
        paths = plan.paths
        raise SchemaVersionError(f"{len(paths)} files are pending, the first is {paths[0]}")


@contextmanager
def held_schema(conn: Connection) -> Iterator[None]:
    """Have migrations wait until the block ends; a migration under way is waited for.

    Raises:
        SchemaVersionError, MigrationError: as ``check_schema``.
        psycopg.errors.LockNotAvailable: a migration takes longer than the session waits for locks.
    """
    conn.execute("SELECT pg_advisory_lock_shared(%s)", [_LOCK_KEY])
    try:
        check_schema(conn)
        yield
    finally:
        with suppress(psycopg.Error):  # a lost connection has freed the lock already
            check_released(conn.execute("SELECT pg_advisory_unlock_shared(%s)", [_LOCK_KEY]))


def _plan(conn: Connection, schema: Schema, readers: Sequence[str]) -> Plan:
    """Plan the changes, and refuse what cannot be done before any of it is."""
    with explained(_BOOKKEEPING):
        is_migrated = _is_migrated(conn)
        rows = conn.execute(_SELECT_SCHEMA_FILES).fetchall() if is_migrated else []
    plan = plan_changes(schema, dict(rows))
    for script in plan.migrations:
        _ = script.statements
    for script in plan.definitions:
        _ = script.object_name
    _check_encoding(conn)
    with explained("database"):
        own = select_own(conn) if is_migrated else []
        check_neighbours(conn, plan, own, readers)
        return plan.with_postgis_in(find_postgis(conn))


def _check_encoding(conn: Connection) -> None:
    encoding = conn.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        problem = f"its encoding is {encoding}; tickets need UTF8"
        hint = "Create another with `CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`."
        raise MigrationError("database", problem, hint=hint)


def _is_migrated(conn: Connection) -> bool:
    found = conn.execute("SELECT to_regclass(%s) IS NOT NULL", [_BOOKKEEPING]).fetchone()
    return bool(found and found[0])


def _may_grant(conn: Connection) -> bool:
    found = conn.execute(_CAN_APPLY_GRANTS).fetchone()
    return bool(found and found[0])


def _grant(conn: Connection, plan: Plan, readers: Sequence[str], patience: Patience) -> int:
    """Give the roles what they need before the first migration; return how many rights lacked."""
    with explained("roles"), conn.transaction():
        set_limits(conn, patience.lock_timeout_s)
        if not plan and not _may_grant(conn):
            return 0
        return grant_rights(conn, select_own(conn) if _is_migrated(conn) else [], readers)


def _apply(conn: Connection, script: Script, patience: Patience) -> None:
    with explained(f"{script.path}, at its end"), conn.transaction():
        set_limits(conn, patience.lock_timeout_s)
        with recorded(conn):
            run_script(conn, script)
            conn.execute(_CREATE_SCHEMA_FILES)
        conn.execute(_RECORD_MIGRATION, {"path": script.path, "digest": script.digest})


def _define(conn: Connection, plan: Plan, readers: Sequence[str], patience: Patience) -> int:
    """Make the functions and views of the plan, and return how many objects had other grants."""
    with explained("functions and views"), conn.transaction():
        if plan.definitions or plan.gone:
            with recorded(conn):
                recreate_definitions(conn, plan, lock_timeout_s=patience.lock_timeout_s)
            analyze_new_tables(conn)
        else:
            set_limits(conn, patience.lock_timeout_s)
        if not _may_grant(conn):
            return 0
        with explained("tickets.apply_grants"):
            corrected = conn.execute(_APPLY_GRANTS, {"readers": list(readers)}).fetchone()
        return int(corrected[0]) if corrected else 0


def _patiently(
    conn: Connection, work: Callable[[], _Result], patience: Patience, report: Report
) -> _Result:
    attempt = 1
    while True:
        try:
            return work()
        except MigrationError as error:
            if attempt == patience.attempts or not isinstance(error.__cause__, _TRANSIENT):
                raise
            report(f"attempt {attempt} of {patience.attempts}: {error}")
            if isinstance(error.__cause__, errors.DeadlockDetected):
                longest_ms = round(patience.lock_timeout_s * 1000) + 1000
                conn.execute(_WIN_DEADLOCKS, {"deadlock_timeout_ms": longest_ms})
            time.sleep(patience.pause_s)
        attempt += 1


@contextmanager
def _turn(conn: Connection, patience: Patience) -> Iterator[None]:
    try:
        with explained("pg_advisory_lock"), conn.transaction():
            set_limits(conn, patience.turn_timeout_s)
            conn.execute("SELECT pg_advisory_lock(%s)", [_LOCK_KEY])  # outlives the transaction
    except MigrationError as error:
        if not isinstance(error.__cause__, errors.LockNotAvailable):
            raise
        problem = f"others have been at work for over {patience.turn_timeout_s:g} s"
        raise MigrationError("database", "; ".join([problem, *lock_holders(conn)])) from error
    try:
        yield
    finally:
        with suppress(psycopg.OperationalError):  # a lost connection has freed the lock already
            conn.execute(_LOSE_DEADLOCKS)
            check_released(conn.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_KEY]))
