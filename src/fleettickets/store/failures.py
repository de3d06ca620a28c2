"""What psycopg's errors mean, in one table: to a command, and to a caller of the API.

A command shows the database's own words. A caller sees them only for what the request itself
caused, because other messages may name tables, values or hosts.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg import errors

from fleettickets.errors import (
    BadRequestError,
    BusyError,
    FleetTicketsError,
    FullError,
    LockedError,
    MissingPostgisError,
    NotFoundError,
    PrivilegeError,
    ReadOnlyError,
    SchemaVersionError,
    StoreError,
    TimeLimitError,
)
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_FIND_LOCK_HOLDERS = query("find_lock_holders")
_SHOWN_HOLDERS = 3
# The functions name their parameters p_from; callers of the API know them as from.
_PARAMETER = re.compile(r"\bp_([a-z_]+)")


@contextmanager
def explained_troubles(what: str, conn: Connection | None = None) -> Iterator[None]:
    """Turn psycopg's errors into our own; ``conn``, if it still works, is asked for the cause.

    Raises:
        StoreError, SchemaVersionError: instead of psycopg's.
    """
    try:
        yield
    except psycopg.Error as error:
        raise explain(what, error, conn) from error


def explain(what: str, error: psycopg.Error, conn: Connection | None = None) -> FleetTicketsError:
    """Return the error that a command raises instead; ``what`` names the work."""
    message = one_line(error.diag.message_primary or error)
    return next(
        (
            meaning.to_command(what, message, conn)
            for meaning in _MEANINGS
            if meaning.to_command and isinstance(error, meaning.kinds)
        ),
        StoreError(what, message),
    )


def explain_request(error: psycopg.Error) -> FleetTicketsError:
    """Return the error that a caller of the API gets instead."""
    return next(
        (
            meaning.to_request(error)
            for meaning in _MEANINGS
            if meaning.to_request and isinstance(error, meaning.kinds)
        ),
        StoreError("database", f"refuses the work ({error.sqlstate})"),
    )


def lock_holders(conn: Connection) -> list[str]:
    """Return the sessions whose locks block this one, the certain ones first.

    Empty if no session does any more, or they cannot be read.
    """
    try:
        rows = conn.execute(_FIND_LOCK_HOLDERS).fetchall()
    except psycopg.Error:
        return []
    shown = [
        f"pid {pid} ({user}, {program or 'unnamed'}) holds {mode} on {thing}"
        for pid, user, program, mode, thing in rows[:_SHOWN_HOLDERS]
    ]
    more = len(rows) - len(shown)
    return shown + ([f"{more} more"] if more else [])


def one_line(text: object) -> str:
    """Return the message on one line, without its full stop."""
    return " ".join(str(text).split()).rstrip(".")


def _read_only(what: str, _message: str, conn: Connection | None) -> FleetTicketsError:
    return ReadOnlyError(what, _why_read_only(conn))


def _why_read_only(conn: Connection | None) -> str:
    try:
        found = conn.execute("SELECT pg_is_in_recovery()").fetchone() if conn else None
    except psycopg.Error:
        found = None
    if found is None:
        return "the database is read-only"
    if found[0]:
        return "the database is a standby, which is read-only"
    return "transactions are read-only here (default_transaction_read_only)"


def _full(what: str, message: str, _conn: Connection | None) -> FleetTicketsError:
    return FullError(what, message)


def _locked(what: str, message: str, conn: Connection | None) -> FleetTicketsError:
    holders = " and ".join(lock_holders(conn)) if conn else ""
    return LockedError(what, f"{message}; {holders or 'the session that held it is gone'}")


def _limited(what: str, message: str, _conn: Connection | None) -> FleetTicketsError:
    return TimeLimitError(what, message)


def _not_allowed(what: str, message: str, _conn: Connection | None) -> FleetTicketsError:
    return PrivilegeError(what, message)


def _lacking(what: str, message: str, conn: Connection | None) -> FleetTicketsError:
    if conn is not None and not _has_postgis(conn):
        return MissingPostgisError(what, f"PostGIS is missing ({message})")
    return SchemaVersionError(f"the database lacks what this code calls ({message})")


def _has_postgis(conn: Connection) -> bool:
    try:
        conn.execute("SELECT postgis_lib_version()")
    except psycopg.errors.DatabaseError:
        return False
    return True


def _lost(what: str, message: str, conn: Connection | None) -> FleetTicketsError:
    if conn is not None and not conn.closed:
        return StoreError(what, message)
    return StoreError(what, f"the connection was lost ({message}); the next run continues")


def _not_found(error: psycopg.Error) -> FleetTicketsError:
    return NotFoundError(error.diag.message_primary or "not found")


def _bad_request(error: psycopg.Error) -> FleetTicketsError:
    diag = error.diag
    # Without a SQLSTATE it is the driver's own: a value that cannot be sent.
    message = _as_parameters(diag.message_primary or str(error))
    return BadRequestError(message, diag.message_detail, _as_parameters(diag.message_hint or ""))


def _as_parameters(message: str) -> str:
    return _PARAMETER.sub(r"`\1`", message)


def _too_large(_error: psycopg.Error) -> FleetTicketsError:
    problem = "the answer is larger than the database can make"
    return BadRequestError(problem, None, "Ask for a shorter window.")


def _too_slow(_error: psycopg.Error) -> FleetTicketsError:
    return BusyError("the database took too long")


def _no_room(_error: psycopg.Error) -> FleetTicketsError:
    return BusyError("the database has no room to make the answer")


def _outdated(_error: psycopg.Error) -> FleetTicketsError:
    return SchemaVersionError("the database lacks what this code calls")


def _unreachable(_error: psycopg.Error) -> FleetTicketsError:
    return StoreError("database", "the connection was lost")


_Kinds = type[psycopg.Error] | tuple[type[psycopg.Error], ...]
_ToCommand = Callable[[str, str, Connection | None], FleetTicketsError]
_ToRequest = Callable[[psycopg.Error], FleetTicketsError]


class _Meaning(NamedTuple):
    kinds: _Kinds
    to_command: _ToCommand | None
    """From the work's name, the database's words and the connection; None: a later row."""
    to_request: _ToRequest | None


_LACKING = (
    errors.UndefinedTable,
    errors.UndefinedColumn,
    errors.UndefinedFunction,
    errors.UndefinedObject,
    errors.InvalidSchemaName,
    errors.UndefinedFile,
)
_IDLE = (errors.IdleInTransactionSessionTimeout, errors.IdleSessionTimeout)

# The first row that fits.
_MEANINGS = (
    # What the request itself caused.
    _Meaning(errors.NoDataFound, None, _not_found),
    _Meaning(psycopg.DataError, None, _bad_request),
    _Meaning(errors.ProgramLimitExceeded, None, _too_large),
    # What the server or its administrator has to fix. A request never writes.
    _Meaning(errors.ReadOnlySqlTransaction, _read_only, None),
    _Meaning(errors.InsufficientPrivilege, _not_allowed, None),
    _Meaning((errors.DiskFull, errors.ConfigurationLimitExceeded), _full, _no_room),
    _Meaning(errors.OutOfMemory, None, _no_room),
    # A request has time limits of its own, a command has those of its login.
    _Meaning(errors.LockNotAvailable, _locked, _too_slow),
    _Meaning(errors.QueryCanceled, _limited, _too_slow),
    _Meaning(_IDLE, _limited, _unreachable),
    _Meaning(_LACKING, _lacking, _outdated),
    _Meaning((psycopg.OperationalError, psycopg.InterfaceError), _lost, _unreachable),
)
