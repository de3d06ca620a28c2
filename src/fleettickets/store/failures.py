"""What keeps the database from its work, told apart by what a person can do about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from fleettickets.errors import FleetTicketsError, SchemaVersionError, StoreError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_FIND_LOCK_HOLDERS = query("find_lock_holders")
_SHOWN_HOLDERS = 3


class ReadOnlyError(StoreError):
    """The database takes no writes: a standby, or told so."""

    code = "FT304"
    exit_status = 2
    hint = (
        "Let DATABASE_URL name the primary (of several hosts, ?target_session_attrs=read-write "
        "finds it), or switch default_transaction_read_only off."
    )


class FullError(StoreError):
    """The database's disk, or what this login may use of it, is full."""

    code = "FT305"
    hint = "Free or add space on the server; what was not committed waits for the next run."


class LockedError(StoreError):
    """Another session keeps a lock for longer than is waited."""

    code = "FT306"
    hint = (
        "Let that session commit, or end it with pg_terminate_backend(pid); the next run goes on. "
        "FLEETTICKETS_LOCK_WAIT_S says how long is waited."
    )


class TimeLimitError(StoreError):
    """A limit of this login, its database or the server ended a statement or the session."""

    code = "FT307"
    hint = (
        "Lift it for the login (ALTER ROLE … SET statement_timeout = 0), or ask who cancelled it; "
        "what was not committed waits for the next run."
    )


class MissingPostgisError(StoreError):
    """The database has no PostGIS, or its server cannot load it."""

    code = "FT308"
    exit_status = 2
    hint = (
        "Install PostGIS on the server; what was dropped with the extension comes back from a "
        "backup (docs/deployment-and-operations.md#restore-drill)."
    )


@contextmanager
def explained_troubles(what: str, conn: Connection | None = None) -> Iterator[None]:
    """Turn psycopg's errors into our own; ``conn``, where it still lives, is asked for the cause.

    Raises:
        StoreError, SchemaVersionError: instead of psycopg's.
    """
    try:
        yield
    except psycopg.Error as error:
        raise explain(what, error, conn) from error


def explain(what: str, error: psycopg.Error, conn: Connection | None = None) -> FleetTicketsError:
    """Return the error to raise instead; ``what`` names the work."""
    said = one_line(error.diag.message_primary or error)
    return next(
        (own(what, said, conn) for kinds, own in _MEANINGS if isinstance(error, kinds)),
        StoreError(what, said),
    )


def lock_holders(conn: Connection) -> list[str]:
    """Return the sessions whose locks keep this one from writing, those that surely do first.

    Empty where none does any more, or they cannot be asked for.
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


def _has_postgis(conn: Connection) -> bool:
    try:
        conn.execute("SELECT postgis_lib_version()")
    except psycopg.errors.DatabaseError:
        return False
    return True


def _read_only(what: str, _said: str, conn: Connection | None) -> FleetTicketsError:
    return ReadOnlyError(what, _why_read_only(conn))


def _full(what: str, said: str, _conn: Connection | None) -> FleetTicketsError:
    return FullError(what, said)


def _locked(what: str, said: str, conn: Connection | None) -> FleetTicketsError:
    holders = " and ".join(lock_holders(conn)) if conn else ""
    return LockedError(what, f"{said}; {holders or 'who held it is gone'}")


def _limited(what: str, said: str, _conn: Connection | None) -> FleetTicketsError:
    return TimeLimitError(what, said)


def _lacking(what: str, said: str, conn: Connection | None) -> FleetTicketsError:
    if conn is not None and not _has_postgis(conn):
        return MissingPostgisError(what, f"PostGIS is missing ({said})")
    return SchemaVersionError(f"the database lacks what this code calls ({said})")


def _lost(what: str, said: str, conn: Connection | None) -> FleetTicketsError:
    if conn is not None and not conn.closed:
        return StoreError(what, said)
    return StoreError(what, f"the connection was lost ({said}); the next run goes on")


_Kinds = type[psycopg.Error] | tuple[type[psycopg.Error], ...]
_Own = Callable[[str, str, Connection | None], FleetTicketsError]

# The first that fits.
_MEANINGS: tuple[tuple[_Kinds, _Own], ...] = (
    (errors.ReadOnlySqlTransaction, _read_only),
    ((errors.DiskFull, errors.ConfigurationLimitExceeded), _full),
    (errors.LockNotAvailable, _locked),
    (
        (
            errors.QueryCanceled,
            errors.IdleInTransactionSessionTimeout,
            errors.IdleSessionTimeout,
        ),
        _limited,
    ),
    (
        (
            errors.UndefinedTable,
            errors.UndefinedColumn,
            errors.UndefinedFunction,
            errors.UndefinedObject,
            errors.InvalidSchemaName,
            errors.UndefinedFile,
        ),
        _lacking,
    ),
    ((psycopg.OperationalError, psycopg.InterfaceError), _lost),
)
