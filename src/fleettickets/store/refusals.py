"""What the database says no with, in words of our own."""

import re
from collections.abc import Callable

import psycopg
from psycopg import errors

from fleettickets.errors import (
    BadRequestError,
    BusyError,
    FleetTicketsError,
    NotFoundError,
    SchemaVersionError,
    StoreError,
)

Kinds = type[psycopg.Error] | tuple[type[psycopg.Error], ...]

# The functions name their parameters p_from; whoever asks knows them as from.
_PARAMETER = re.compile(r"\bp_([a-z_]+)")


def _asked(message: str) -> str:
    return _PARAMETER.sub(r"`\1`", message)


def _bad_request(error: psycopg.Error) -> BadRequestError:
    diag = error.diag
    # Without a SQLSTATE it is the driver's own: a value that cannot be sent.
    message = _asked(diag.message_primary or str(error)).rstrip(".")
    return BadRequestError(f"{message}.", diag.message_detail, _asked(diag.message_hint or ""))


# The first that fits; only what the question itself caused keeps the database's words.
_MEANINGS: tuple[tuple[Kinds, Callable[[psycopg.Error], FleetTicketsError]], ...] = (
    (errors.NoDataFound, lambda error: NotFoundError(f"{error.diag.message_primary}.")),
    (psycopg.DataError, _bad_request),
    (
        (errors.QueryCanceled, errors.LockNotAvailable),
        lambda _: BusyError("the database took too long"),
    ),
    (
        errors.ProgramLimitExceeded,
        lambda _: BadRequestError(
            "the answer is larger than the database can make.", None, "Ask for a shorter window."
        ),
    ),
    (
        (errors.OutOfMemory, errors.DiskFull),
        lambda _: BusyError("the database has no room to make the answer"),
    ),
    (
        (errors.UndefinedFunction, errors.UndefinedTable, errors.InvalidSchemaName),
        lambda _: SchemaVersionError("the database lacks what this code calls"),
    ),
    (psycopg.OperationalError, lambda _: StoreError("database", "the connection was lost")),
    (psycopg.Error, lambda error: StoreError("database", f"refuses the work ({error.sqlstate})")),
)


def as_own_error(error: psycopg.Error) -> FleetTicketsError:
    """Return the error to raise instead."""
    return next(own(error) for kinds, own in _MEANINGS if isinstance(error, kinds))
