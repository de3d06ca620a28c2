"""Move an earlier installation aside and back, and record which steps of an adoption are done.

The record lies in the schema that is moved aside, so it goes when that schema is dropped.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from fleettickets.errors import AdoptionError, LockedError
from fleettickets.store.connect import Connection
from fleettickets.store.earlier_schema import (
    ASIDE,
    SCHEMA,
    EarlierSchema,
    dependents_of,
    recognise,
    table,
)
from fleettickets.store.failures import explained_troubles
from fleettickets.store.queries import query, table_query

_LOCK_ADOPTION = query("lock_adoption")
_UNLOCK_ADOPTION = query("unlock_adoption")
_LOCK_EARLIER_TABLE = table_query("lock_earlier_table")
_RENAME_SCHEMA = table_query("rename_schema")
_MOVE_ROUTINE = table_query("move_routine")
_MOVE_RELATION = table_query("move_relation")
_CREATE_ADOPTION = query("create_adoption")
_RECORD_ADOPTION_STEP = query("record_adoption_step")
_SELECT_ADOPTION_STEPS = query("select_adoption_steps")
_DROP_ADOPTION = query("drop_adoption")
_DROP_SCHEMA = table_query("drop_schema")
_DROP_EMPTY_SCHEMA = table_query("drop_empty_schema")
_LIST_OWN_OBJECTS = query("list_own_objects")
_GRANT_VIEW = table_query("grant_view")

MOVED = "moved"
UNDOING = "undoing"
UNDONE = "tickets_undone"
"""What our own schema is called if an adoption is undone and others depend on it."""

_REPORTING = "reporting"


@contextmanager
def adoption_turn(conn: Connection) -> Iterator[None]:
    """Be the only adoption of this database until the block ends.

    Raises:
        LockedError: another one is under way.
        StoreError: the database failed.
    """
    with explained_troubles("adopt", conn):
        try:
            with conn.transaction():
                conn.execute(_LOCK_ADOPTION)  # outlives the transaction
        except psycopg.errors.LockNotAvailable:
            hint = "Wait until it ends, then run adopt again."
            problem = "another adoption of this database is under way"
            raise LockedError("adopt", problem, hint=hint) from None
        try:
            yield
        finally:
            with suppress(psycopg.Error):  # a lost connection has freed the lock already
                conn.execute(_UNLOCK_ADOPTION)


def select_steps(conn: Connection) -> dict[str, Any]:
    """Return the details of each step that is done, in order."""
    return dict(conn.execute(_SELECT_ADOPTION_STEPS).fetchall())


def record_step(conn: Connection, step: str, details: Mapping[str, Any]) -> None:
    """Record that a step is done."""
    conn.execute(_RECORD_ADOPTION_STEP, {"step": step, "details": Jsonb(dict(details))})


def move_aside(conn: Connection) -> EarlierSchema:
    """Move the earlier schema and its functions aside, in one transaction; return what they were.

    Raises: as ``recognise``.
    """
    with conn.transaction():
        found = recognise(conn)
        for name in ("inc", "crq"):
            if name in found.relations:
                conn.execute(_LOCK_EARLIER_TABLE.format(table=table(SCHEMA, name)))
        _rename(conn, SCHEMA, ASIDE)
        for routine in found.routines:
            _move(conn, routine.identity, ASIDE)
        conn.execute(_CREATE_ADOPTION)
        details = {
            "routines": [routine.identity for routine in found.routines],
            "readers": found.readers,
            "view_readers": [list(pair) for pair in found.view_readers],
            "dependents": list(found.dependents),
            "migrations": list(found.migrations),
            "counts": dict(found.counts),
        }
        record_step(conn, MOVED, details)
    return found


def grant_views(conn: Connection, pairs: list[list[str]]) -> None:
    """Let roles read our views that read the earlier ones of the same names."""
    with conn.transaction():
        for view, role in pairs:
            relation = table(SCHEMA, view)
            conn.execute(_GRANT_VIEW.format(relation=relation, role=sql.Identifier(role)))


def put_back(conn: Connection, moved: Mapping[str, Any], *, is_migrated: bool) -> bool:
    """Put the earlier schema and its functions back, in one transaction.

    Our own schema is dropped. If others depend on it, it is kept as tickets_undone instead;
    return whether it is.

    Raises:
        AdoptionError: a schema tickets_undone exists already.
    """
    with conn.transaction():
        is_kept = is_migrated and _retire(conn)
        conn.execute(_DROP_ADOPTION)
        _rename(conn, ASIDE, SCHEMA)
        for identity in moved["routines"]:
            name = identity.removeprefix(f"{_REPORTING}.")
            _move(conn, f"{SCHEMA}.{name}", _REPORTING)
    return is_kept


def _retire(conn: Connection) -> bool:
    """Gather all that is ours in one schema, and drop that; return whether it is kept instead."""
    objects = conn.execute(_LIST_OWN_OBJECTS).fetchall()
    _rename(conn, SCHEMA, UNDONE)
    for identity, kind in objects:
        if kind in {"table", "view"}:
            relation = sql.SQL(identity)
            schema = sql.Identifier(UNDONE)
            conn.execute(_MOVE_RELATION.format(relation=relation, schema=schema))
        elif kind != "schema":
            _move(conn, identity, UNDONE)
    for name in [identity for identity, kind in objects if kind == "schema"]:
        # What others have put into it keeps it.
        with suppress(psycopg.errors.DependentObjectsStillExist), conn.transaction():
            conn.execute(_DROP_EMPTY_SCHEMA.format(schema=sql.SQL(name)))
    if dependents_of(conn, UNDONE):
        return True
    conn.execute(_DROP_SCHEMA.format(schema=sql.Identifier(UNDONE)))
    return False


def _rename(conn: Connection, schema: str, name: str) -> None:
    try:
        conn.execute(
            _RENAME_SCHEMA.format(schema=sql.Identifier(schema), name=sql.Identifier(name))
        )
    except psycopg.errors.DuplicateSchema:
        hint = "Drop or rename it, then run adopt again."
        raise AdoptionError("database", f"has a schema {name} already", hint=hint) from None


def _move(conn: Connection, identity: str, schema: str) -> None:
    routine = sql.SQL(identity)
    conn.execute(_MOVE_ROUTINE.format(routine=routine, schema=sql.Identifier(schema)))
