"""Make the database's functions and views equal to their files."""

import re
from collections.abc import Sequence
from dataclasses import replace

from psycopg import errors

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.run_script import explained, run_script, run_statement, set_limits
from fleettickets.store.schema import VIEW, Plan, Script
from fleettickets.store.statements import Statement

_SELECT_ROUTINES = query("select_routines")
_SELECT_GONE_VIEWS = query("select_gone_views")
_SELECT_DEPENDENTS = query("select_dependents")
_COMPARE_VIEWS = query("compare_views")
_RECORD_DEFINITION = query("record_definition")
_FORGET_DEFINITIONS = query("forget_definitions")

_MISSING = (
    errors.UndefinedColumn,
    errors.UndefinedFunction,
    errors.UndefinedObject,
    errors.UndefinedTable,
)
# PostgreSQL translates the words around it, never the statement that it advises.
_DROP_FIRST = re.compile(r"DROP (?:FUNCTION|PROCEDURE|ROUTINE) (\S.*\))")


def recreate_definitions(conn: Connection, plan: Plan, *, lock_timeout_s: float) -> None:
    """Make every function and view of the plan again, in the current transaction.

    A function or view whose file is gone, and an overload whose file now has other parameters, are
    dropped: what stayed would answer callers with old code, or make their calls ambiguous. One that
    cannot be replaced, because its columns or its result changed, is dropped with those that the
    files make upon it, and all of them are made again.

    Raises:
        MigrationError: a file fails, or something that no file makes depends on what is to be
            dropped.
    """
    scripts = plan.definitions
    names = [script.object_name for script in scripts]
    set_limits(conn, lock_timeout_s, is_checking_bodies=False)
    before = _select_routines(conn, names)
    _define_in_any_order(conn, scripts)
    gone = [drop for (drop,) in conn.execute(_SELECT_GONE_VIEWS, {"names": names})]
    gone += [drop for _, _, drop in before & _select_routines(conn, names)]
    _drop_in_any_order(conn, gone)
    # Now that all exist, PostgreSQL can check the bodies that call each other.
    set_limits(conn, lock_timeout_s)
    for script in plan.functions:
        run_script(conn, script)
    for script, name in zip(scripts, names, strict=True):
        parameters = {"path": script.path, "digest": script.digest, "object_name": name}
        conn.execute(_RECORD_DEFINITION, parameters)
    conn.execute(_FORGET_DEFINITIONS, {"paths": list(plan.gone)})


def _select_routines(conn: Connection, names: list[str]) -> set[tuple[int, str, str]]:
    rows = conn.execute(_SELECT_ROUTINES, {"names": names})
    return {(oid, version, drop_statement) for oid, version, drop_statement in rows}


def _define_in_any_order(conn: Connection, scripts: Sequence[Script]) -> None:
    # A default, a return type, a view or a BEGIN ATOMIC body may need a thing of a later file.
    names = [script.object_name for script in scripts]
    waiting = list(scripts)
    while waiting:
        failed: dict[str, MigrationError] = {}
        dropped: set[str] = set()
        for script in waiting:
            try:
                dropped |= _define(conn, script, names)
            except MigrationError as error:
                if not isinstance(error.__cause__, _MISSING):
                    raise
                failed[script.path] = error
        if len(failed) == len(waiting):
            raise next(iter(failed.values()))
        waiting = [
            script for script in scripts if script.path in failed or script.object_name in dropped
        ]


def _define(conn: Connection, script: Script, names: list[str]) -> set[str]:
    """Run the script; return the names of what was dropped with the object that it replaces."""
    targets: list[str] = []
    dropped: set[str] = set()
    while True:
        try:
            with conn.transaction():
                for statement in script.statements:
                    if not _is_done(conn, script, statement):
                        run_statement(conn, script.path, statement)
        except MigrationError as error:
            target = _irreplaceable(script, error)
            if target is None or target in targets:
                raise
            targets.append(target)
            dropped |= _drop_with_dependents(conn, target, names)
        else:
            return dropped


def _is_done(conn: Connection, script: Script, statement: Statement) -> bool:
    """Whether the statement makes a view that is the same already.

    Replacing it would wait for all its readers, and could be a deadlock with one.
    """
    match = VIEW.match(statement.text)
    if match is None:
        return False
    text = "CREATE TEMP VIEW view_to_be" + statement.text[match.end() :]
    line = statement.line + match[0].count("\n")
    with conn.transaction(force_rollback=True):
        run_statement(conn, script.path, replace(statement, text=text, line=line))
        found = conn.execute(_COMPARE_VIEWS, {"name": match[1]}).fetchone()
    return found is not None and bool(found[0])


def _irreplaceable(script: Script, error: MigrationError) -> str | None:
    """Return the view or the signature that PostgreSQL refuses to replace, if that is the error."""
    cause = error.__cause__
    if isinstance(cause, errors.InvalidTableDefinition):
        diag = cause.diag
        return f"{diag.schema_name}.{diag.table_name}" if diag.table_name else script.object_name
    if isinstance(cause, errors.InvalidFunctionDefinition):
        advice = _DROP_FIRST.search(cause.diag.message_hint or "")
        return advice and advice[1]
    return None


def _drop_with_dependents(conn: Connection, target: str, names: list[str]) -> set[str]:
    rows = conn.execute(_SELECT_DEPENDENTS, {"target": target, "names": names}).fetchall()
    for _, drop_statement in rows:
        _drop(conn, drop_statement)
    return {made_by for made_by, _ in rows[:-1]}


def _drop_in_any_order(conn: Connection, drop_statements: Sequence[str]) -> None:
    # One that is gone may rest on another.
    waiting = list(drop_statements)
    while waiting:
        failed: dict[str, MigrationError] = {}
        for drop_statement in waiting:
            try:
                with conn.transaction():
                    _drop(conn, drop_statement)
            except MigrationError as error:
                if not isinstance(error.__cause__, errors.DependentObjectsStillExist):
                    raise
                failed[drop_statement] = error
        if len(failed) == len(waiting):
            raise next(iter(failed.values()))
        waiting = list(failed)


def _drop(conn: Connection, drop_statement: str) -> None:
    with explained(drop_statement):
        conn.execute(drop_statement.encode())
