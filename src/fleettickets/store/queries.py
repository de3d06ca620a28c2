"""The statements of ``sql/queries``, one in each file, loaded with the module that uses it."""

from pathlib import Path

from psycopg import sql

_FOLDER = Path(__file__).parent.parent / "sql" / "queries"


def query(name: str) -> bytes:
    """Return the query in ``<name>.sql``.

    Raises:
        FileNotFoundError: there is no such file; for a module constant, on import.
    """
    return (_FOLDER / f"{name}.sql").read_bytes()


def table_query(name: str) -> sql.SQL:
    """Return the query in ``<name>.sql``, to be formatted with its identifiers or calls."""
    return sql.SQL(query(name).decode())
