"""Calls of the reporting functions, made from a function's name and the names of its arguments.

Each argument is passed by name: ``from`` as ``p_from => %(from)s``. A misspelt function or argument
is an error of the database.
"""

from functools import cache

from psycopg import sql

_SCHEMA = "reporting"
_REPORT = sql.SQL(
    "SELECT convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions, {} AS body"
)
_JSON = sql.SQL("convert_to({}::text, 'UTF8')")
_ROWS = sql.SQL("SELECT t.* FROM {} AS t")


@cache
def report_call(function: str, arguments: tuple[str, ...]) -> bytes:
    """Return a query for the versions that an answer depends on, and the answer as JSON text.

    Both are bytes, and from one snapshot.
    """
    return _REPORT.format(_JSON.format(_call(function, arguments))).as_bytes()


@cache
def bytes_call(function: str, arguments: tuple[str, ...]) -> bytes:
    """Return the same query for a function that returns bytes."""
    return _REPORT.format(_call(function, arguments)).as_bytes()


@cache
def rows_call(function: str, arguments: tuple[str, ...]) -> bytes:
    """Return a query for all rows of a function."""
    return _ROWS.format(_call(function, arguments)).as_bytes()


def _call(function: str, arguments: tuple[str, ...]) -> sql.Composed:
    passed = [
        sql.SQL("{} => {}").format(sql.Identifier(f"p_{name}"), sql.Placeholder(name))
        for name in arguments
    ]
    return sql.SQL("{}({})").format(sql.Identifier(_SCHEMA, function), sql.SQL(", ").join(passed))
