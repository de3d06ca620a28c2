"""What in our three schemas is ours: what the migrator has created there.

All may hold objects of others, or belong to others, so a name or an owner does not tell.
The migrator records what it creates, and leaves alone what it has not recorded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.run_script import explained

_SELECT_SCHEMA_OBJECTS = query("select_schema_objects")
_LIST_OBJECTS = query("list_objects")
_RECORD_OBJECTS = query("record_objects")


class _Object(NamedTuple):
    key: str
    kind: str
    identity: str
    is_new: bool
    revoke_statement: str | None


def select_own(conn: Connection) -> list[str]:
    """Return the identity of everything that the migrator has recorded."""
    return [identity for (identity,) in conn.execute(_SELECT_SCHEMA_OBJECTS)]


def list_foreign(conn: Connection) -> list[str]:
    """Return what others have in the three schemas, each with its kind, in order."""
    own = set(select_own(conn))
    found = [item for item in _list(conn) if item.identity not in own]
    return sorted(f"{item.kind} {item.identity}" for item in found)


@contextmanager
def recorded(conn: Connection) -> Iterator[None]:
    """Record what the block creates, in its transaction, and forget what exists no more.

    Others lose the rights that default privileges (ALTER DEFAULT PRIVILEGES) gave them on it: what
    a new object allows is what apply_grants.sql says.
    """
    known = [item.key for item in _list(conn)]
    yield
    found = _list(conn, known)
    created = [item for item in found if item.is_new]
    for item in created:
        if item.revoke_statement:
            with explained(item.revoke_statement):
                conn.execute(item.revoke_statement.encode())
    parameters = {
        "identities": [item.identity for item in created],
        "kinds": [item.kind for item in created],
        "present": [item.identity for item in found],
    }
    conn.execute(_RECORD_OBJECTS, parameters)


def _list(conn: Connection, known: list[str] | None = None) -> list[_Object]:
    return [_Object(*row) for row in conn.execute(_LIST_OBJECTS, {"known": known})]
