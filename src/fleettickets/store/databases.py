"""Databases of a server as a whole: whether one exists, creating and dropping one."""

from contextlib import closing

from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.store.connect import connect
from fleettickets.store.failures import explained_troubles
from fleettickets.store.queries import query, table_query

_FIND_DATABASE = query("find_database")
_CREATE_DATABASE = table_query("create_database")
_DROP_DATABASE = table_query("drop_database")


def database_on(server_url: str, name: str) -> str:
    """Return the URL of another database on the same server."""
    return make_conninfo(server_url, dbname=name)


def ensure_database(server_url: str, name: str) -> None:
    """Create the database unless it exists.

    Raises:
        StoreError: the server cannot be reached, or refuses.
    """
    with closing(connect(server_url)) as conn, explained_troubles("create database", conn):
        exists = conn.execute(_FIND_DATABASE, {"name": name}).fetchone() is not None
    if not exists:
        create_database(server_url, name, template="template1")


def create_database(server_url: str, name: str, *, template: str) -> None:
    """Create the database as a copy of the template, to which no other session is connected.

    Raises:
        StoreError: it exists, or the server cannot be reached, or refuses.
    """
    names = {"database": sql.Identifier(name), "template": sql.Identifier(template)}
    with closing(connect(server_url)) as conn, explained_troubles("create database", conn):
        conn.execute(_CREATE_DATABASE.format(**names))


def drop_database(server_url: str, name: str) -> None:
    """Drop the database if it exists, and end its sessions.

    Raises:
        StoreError: the server cannot be reached, or refuses.
    """
    with closing(connect(server_url)) as conn, explained_troubles("drop database", conn):
        conn.execute(_DROP_DATABASE.format(database=sql.Identifier(name)))
