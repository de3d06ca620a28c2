"""Calls of the reporting functions, made from a function's name and the names of its arguments.

Each argument is passed by name: ``from`` as ``p_from => %(from)s``. A misspelt function or argument
is an error of the database.
"""

from functools import cache

from psycopg import sql

from fleettickets.store.queries import table_query
from fleettickets.store.reader import ReaderQuery

_SCHEMA = "reporting"
_REPORT = table_query("read_report")
_BYTES = table_query("read_bytes")
_ROWS = table_query("read_rows")


@cache
def report_call(function: str, arguments: tuple[str, ...]) -> ReaderQuery:
    """Return a query for the versions that an answer depends on, and the answer as JSON text.

    Both are bytes, and from one snapshot.
    """
    return ReaderQuery(_REPORT.format(call=_call(function, arguments)))


@cache
def bytes_call(function: str, arguments: tuple[str, ...]) -> ReaderQuery:
    """Return the same query for a function that returns bytes."""
    return ReaderQuery(_BYTES.format(call=_call(function, arguments)))


@cache
def rows_call(function: str, arguments: tuple[str, ...]) -> ReaderQuery:
    """Return a query for all rows of a function."""
    return ReaderQuery(_ROWS.format(call=_call(function, arguments)))


def _call(function: str, arguments: tuple[str, ...]) -> sql.Composed:
    passed = [
        sql.SQL("{} => {}").format(sql.Identifier(f"p_{name}"), sql.Placeholder(name))
        for name in arguments
    ]
    return sql.SQL("{}({})").format(sql.Identifier(_SCHEMA, function), sql.SQL(", ").join(passed))
