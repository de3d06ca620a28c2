"""Make the database's functions equal to the function files."""

from collections.abc import Iterable

from psycopg import errors

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.run_script import explained, run_script, set_limits
from fleettickets.store.schema import Plan, Script

_SELECT_ROUTINES = query("select_routines")
_RECORD_FUNCTION = query("record_function")
_FORGET_FUNCTIONS = query("forget_functions")

_MISSING = (errors.UndefinedFunction, errors.UndefinedObject, errors.UndefinedTable)


def recreate_functions(conn: Connection, plan: Plan, *, lock_timeout_s: float) -> None:
    """Make every function of the plan again, in one transaction.

    A function whose file is gone, and an overload whose file now has other parameters, are
    dropped: what stayed would answer callers with old code, or make their calls ambiguous.

    Raises:
        MigrationError: a file fails, or something depends on a function that is to be dropped.
    """
    routines = [script.routine for script in plan.functions]
    with explained("functions"), conn.transaction():
        set_limits(conn, lock_timeout_s, is_checking_bodies=False)
        before = _select_routines(conn, routines)
        _run_in_any_order(conn, plan.functions)
        for _, _, drop_statement in before & _select_routines(conn, routines):
            with explained(drop_statement):
                conn.execute(drop_statement.encode())
        # Now that all exist, PostgreSQL can check the bodies that call each other.
        set_limits(conn, lock_timeout_s)
        for script, routine in zip(plan.functions, routines, strict=True):
            run_script(conn, script)
            parameters = {"path": script.path, "digest": script.digest, "routine": routine}
            conn.execute(_RECORD_FUNCTION, parameters)
        conn.execute(_FORGET_FUNCTIONS, {"paths": list(plan.gone)})


def _select_routines(conn: Connection, routines: list[str]) -> set[tuple[int, str, str]]:
    rows = conn.execute(_SELECT_ROUTINES, {"routines": routines})
    return {(oid, version, drop_statement) for oid, version, drop_statement in rows}


def _run_in_any_order(conn: Connection, scripts: Iterable[Script]) -> None:
    # A default, a return type or a BEGIN ATOMIC body may need a function of a later file.
    waiting = list(scripts)
    while waiting:
        failed: list[tuple[Script, MigrationError]] = []
        for script in waiting:
            try:
                with conn.transaction():
                    run_script(conn, script)
            except MigrationError as error:
                if not isinstance(error.__cause__, _MISSING):
                    raise
                failed.append((script, error))
        if len(failed) == len(waiting):
            raise failed[0][1]
        waiting = [script for script, _ in failed]
