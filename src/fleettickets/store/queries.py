"""The SQL of ``sql/queries``, one file a query, loaded when the module that uses it is."""

from pathlib import Path

from psycopg import sql

_FOLDER = Path(__file__).parent.parent / "sql" / "queries"


def query(name: str) -> bytes:
    """Return the query in ``<name>.sql``.

    Raises:
        FileNotFoundError: there is none; as a module constant, on import.
    """
    return (_FOLDER / f"{name}.sql").read_bytes()


def table_query(name: str) -> sql.SQL:
    """Return the query in ``<name>.sql``, to be formatted with ``table``, a quoted identifier."""
    return sql.SQL(query(name).decode())
