"""What an installation made by other migrations has in the database: recognise it, and list it.

Nothing here writes. The tables' columns are those that its migrations gave them, or hand-applied
ones: only ``ticket_id`` and ``raw`` of the tickets are relied on (docs/moving-in.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from psycopg import sql

from fleettickets.errors import AdoptionError
from fleettickets.store.connect import Connection
from fleettickets.store.neighbours import check_rights, refuse_taken_names, taken_names
from fleettickets.store.queries import query, table_query
from fleettickets.store.schema import plan_changes, read_schema

_FIND_INSTALLATION = query("find_installation")
_LIST_EARLIER_RELATIONS = query("list_earlier_relations")
_LIST_EARLIER_ROUTINES = query("list_earlier_routines")
_LIST_EARLIER_MIGRATIONS = table_query("list_earlier_migrations")
_LIST_VIEW_READERS = query("list_view_readers")
_LIST_OUTSIDE_DEPENDENTS = query("list_outside_dependents")
_COUNT_EARLIER_ROWS = table_query("count_earlier_rows")
_FIND_EARLIER_WATERMARKS = table_query("find_earlier_watermarks")

SCHEMA = "tickets"
ASIDE = "tickets_before"
"""What the earlier installation's schema is called once it is moved aside."""

_TICKETS = "inc"
_LEDGER = "schema_migrations"
KNOWN_TABLES = (
    "inc",
    "crq",
    "geo_clusters",
    "geo_locations",
    "import_meta",
    "closure_events",
    "inc_daily_snapshot",
    _LEDGER,
)
"""Tables of its migrations; all but the first may be missing."""
_KNOWN_VIEWS = ("inc_open_sla", "crq_open_sla")
_KNOWN_ROUTINES = ("fn_tickets_for_map", "fn_inc_dashboard", "fn_crq_dashboard")
_NEEDED_COLUMNS = {"ticket_id", "raw"}


class EarlierRelation(NamedTuple):
    """A table or view of its schema."""

    name: str
    kind: str
    owner: str
    columns: list[str]
    """Each with its type."""
    may_move: bool


class EarlierRoutine(NamedTuple):
    """A function of its in reporting."""

    identity: str
    owner: str
    may_move: bool
    readers: list[str]


@dataclass(frozen=True, slots=True)
class EarlierSchema:
    """What was found."""

    relations: Mapping[str, EarlierRelation]
    counts: Mapping[str, int]
    """Rows of each known table."""
    migrations: Sequence[str]
    routines: Sequence[EarlierRoutine]
    view_readers: Sequence[tuple[str, str]]
    """Views under names that ours have too, each with a role that may read it."""
    dependents: Sequence[str]
    """What others have that depends on it, and follows it when it is moved aside."""
    strangers: Sequence[str] = field(default=())
    """What its migrations have not created, but is in its schema, and moves with it."""

    @property
    def readers(self) -> list[str]:
        """The roles that may call its functions."""
        return sorted({reader for routine in self.routines for reader in routine.readers})

    @property
    def missing(self) -> list[str]:
        """The tables of its migrations that are not there."""
        return [name for name in KNOWN_TABLES if name not in self.relations]


class Installation(NamedTuple):
    """What holds the names that an adoption needs."""

    has_tickets: bool
    is_ours: bool
    has_aside: bool
    is_adopting: bool


def find_installation(conn: Connection) -> Installation:
    """Return what is in the database."""
    found = conn.execute(_FIND_INSTALLATION).fetchone()
    assert found is not None  # noqa: S101 - a SELECT without FROM
    return Installation(*found)


def recognise(conn: Connection) -> EarlierSchema:
    """Return what the earlier installation has, before anything is moved.

    Raises:
        AdoptionError: there is none, or it is not one that can be taken over.
        MigrationError: others hold names in reporting that our migrations need, or this login may
            not migrate.
    """
    _refuse_others(find_installation(conn))
    relations = _relations(conn, SCHEMA)
    _refuse_unknown(relations)
    _refuse_immovable_schema(relations)
    found = _describe(conn, relations)
    _refuse_immovable_routines(found)
    check_rights(conn, [], found.readers)
    moved = {routine.identity for routine in found.routines}
    plan = plan_changes(read_schema(), {})
    refuse_taken_names(
        [
            item
            for item in taken_names(conn, plan, [])
            if item[1] not in moved and not item[1].startswith(f"{SCHEMA}.")
        ]
    )
    return found


def tables_aside(conn: Connection) -> set[str]:
    """Return the known tables that were moved aside."""
    return set(_relations(conn, ASIDE)) & set(KNOWN_TABLES)


def columns_aside(conn: Connection, name: str) -> set[str]:
    """Return the columns of a table that was moved aside; none if there is no such table."""
    relation = _relations(conn, ASIDE).get(name)
    return {column.partition(" ")[0] for column in relation.columns} if relation else set()


def table(schema: str, name: str) -> sql.Identifier:
    """Return a table's name, to be put into a query."""
    return sql.Identifier(schema, name)


def watermarks(conn: Connection) -> list[str]:
    """Return the newest keys that it had imported, once it is moved aside."""
    if "import_meta" not in tables_aside(conn):
        return []
    statement = _FIND_EARLIER_WATERMARKS.format(table=table(ASIDE, "import_meta"))
    return [key for (key,) in conn.execute(statement)]


def dependents_of(conn: Connection, schema: str, routines: Sequence[str] = ()) -> list[str]:
    """Return what depends on the schema's objects, or on these functions, and is elsewhere."""
    parameters = {"schema": schema, "routines": list(routines)}
    return [identity for (identity,) in conn.execute(_LIST_OUTSIDE_DEPENDENTS, parameters)]


def _relations(conn: Connection, schema: str) -> dict[str, EarlierRelation]:
    rows = conn.execute(_LIST_EARLIER_RELATIONS, {"schema": schema})
    return {row[0]: EarlierRelation(*row) for row in rows}


def _describe(conn: Connection, relations: Mapping[str, EarlierRelation]) -> EarlierSchema:
    known = [name for name in KNOWN_TABLES if name in relations]
    needed = {
        name.partition(".")[2]
        for script in plan_changes(read_schema(), {}).scripts
        for name in script.created_names.routines
    }
    parameters = {"schema": SCHEMA, "known": list(_KNOWN_ROUTINES), "needed": sorted(needed)}
    routines = [EarlierRoutine(*row) for row in conn.execute(_LIST_EARLIER_ROUTINES, parameters)]
    views = {"schema": SCHEMA, "views": list(_KNOWN_VIEWS)}
    return EarlierSchema(
        relations,
        {name: _count(conn, name) for name in known},
        sorted(_migrations(conn)) if _LEDGER in known else [],
        routines,
        conn.execute(_LIST_VIEW_READERS, views).fetchall(),
        dependents_of(conn, SCHEMA, [routine.identity for routine in routines]),
        sorted(relations.keys() - {*KNOWN_TABLES, *_KNOWN_VIEWS}),
    )


def _count(conn: Connection, name: str) -> int:
    found = conn.execute(_COUNT_EARLIER_ROWS.format(table=table(SCHEMA, name))).fetchone()
    return int(found[0]) if found else 0


def _migrations(conn: Connection) -> Iterator[str]:
    statement = _LIST_EARLIER_MIGRATIONS.format(table=table(SCHEMA, _LEDGER))
    for (name,) in conn.execute(statement):
        yield name or "unnamed"


def _refuse_others(found: Installation) -> None:
    if found.is_ours:
        problem = "schema tickets was made by `fleettickets migrate`, so there is nothing to adopt"
        raise AdoptionError("database", problem, hint="Use `fleettickets migrate`.")
    if not found.has_tickets:
        problem = "has no schema tickets, so there is nothing to adopt"
        hint = "Check DATABASE_URL; for a new installation, use `fleettickets migrate`."
        raise AdoptionError("database", problem, hint=hint)
    if found.has_aside:
        problem = f"has a schema {ASIDE} that `fleettickets adopt` has not made"
        raise AdoptionError("database", problem, hint="Rename it, then run adopt again.")


def _refuse_unknown(relations: Mapping[str, EarlierRelation]) -> None:
    if _TICKETS not in relations:
        held = ", ".join(relations) or "nothing"
        raise AdoptionError("schema tickets", f"has no table {_TICKETS}; it has {held}")
    for name in ("inc", "crq"):
        columns = relations[name].columns if name in relations else ["ticket_id text", "raw jsonb"]
        names = {column.partition(" ")[0] for column in columns}
        if not names >= _NEEDED_COLUMNS or "raw jsonb" not in columns:
            problem = f"has no ticket_id, or no raw of type jsonb; it has {', '.join(columns)}"
            raise AdoptionError(f"table tickets.{name}", problem)


def _refuse_immovable_schema(relations: Mapping[str, EarlierRelation]) -> None:
    if not all(relation.may_move for relation in relations.values()):
        problem = "this login may not rename it"
        hint = "Run adopt as its owner, who also needs CREATE on the database."
        raise AdoptionError("schema tickets", problem, hint=hint)


def _refuse_immovable_routines(found: EarlierSchema) -> None:
    for routine in found.routines:
        if not routine.may_move:
            problem = f"belongs to {routine.owner}, and this login may not move it"
            raise AdoptionError(routine.identity, problem, hint="Run adopt as an administrator.")
