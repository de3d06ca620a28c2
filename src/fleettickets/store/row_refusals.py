"""Which errors of the database a file's rows cause, and rows that it drops without any error."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from psycopg import errors

from fleettickets.store.failures import one_line
from fleettickets.store.schema import SQL_FOLDER

# Classes of SQLSTATE that no content of a file causes: the connection and its rights, the schema,
# locks, resources, an administrator, the server itself.
_OF_DATABASE = frozenset(
    {"08", "0A", "25", "26", "28", "3D", "3F", "40", "42", "53", "55", "57", "58", "F0", "XX"}
)
_DETAIL_CHARS = 300

# Errors that an operator's trigger causes by itself, as by naming a table that does not exist.
_OF_TRIGGER_CODE = frozenset({"0A", "25", "26", "28", "3D", "3F", "42", "55", "F0", "XX"})
_OF_FUNCTION = re.compile(r'^PL/\w+ function "?([\w."]+)"?(.*)', re.MULTILINE)


class RefusedRowError(Exception):
    """The database refuses a row of a file, for its values, a constraint or a trigger."""


@contextmanager
def refused_rows() -> Iterator[None]:
    """Tell what a file's content caused from any other error, which means a broken database.

    Raises:
        RefusedRowError: instead of psycopg's error.
    """
    try:
        yield
    except psycopg.Error as error:
        if not _is_of_content(error):
            raise
        message = one_line(error.diag.message_primary or error)
        detail = one_line(error.diag.message_detail or "")
        shown = f"{detail[:_DETAIL_CHARS]}…" if len(detail) > _DETAIL_CHARS else detail
        problem = f"the database refuses a row: {message}"
        raise RefusedRowError(f"{problem}; {shown}" if shown else problem) from error


def _is_of_content(error: psycopg.Error) -> bool:
    if error.sqlstate is None:
        return isinstance(error, psycopg.DataError)
    return (
        error.sqlstate[:2] not in _OF_DATABASE
        # A policy of row-level security refuses a row with the code of a missing right.
        or error.diag.source_function == "ExecWithCheckOptions"
        or _is_of_trigger(error)
    )


def _is_of_trigger(error: psycopg.Error) -> bool:
    """Return whether a function of others raised the error, whatever code it has."""
    innermost = _OF_FUNCTION.search(error.diag.context or "")
    if innermost is None or innermost[1].rpartition(".")[2] in _own_functions():
        return False
    if innermost[2].endswith(" at RAISE"):
        return True
    is_locked = isinstance(error, errors.LockNotAvailable)
    return (error.sqlstate or "")[:2] in _OF_TRIGGER_CODE and not is_locked


@cache
def _own_functions() -> frozenset[str]:
    return frozenset(path.stem for path in (SQL_FOLDER / "functions").glob("*.sql"))


def refuse_dropped(found: tuple[Any, ...] | None) -> None:
    """Raise if the database dropped rows that it was given, as a trigger can that returns NULL.

    ``found`` is the table, how many rows it lacks, and the first ticket of them.

    Raises:
        RefusedRowError: it did.
    """
    if found is not None:
        table, count, ticket_id = found
        rows = f"{count:,} row(s) of {table}, the first of ticket {one_line(ticket_id)}"
        raise RefusedRowError(f"the database dropped {rows}: look for a trigger or rule of yours")
