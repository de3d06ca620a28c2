"""What others have in the database: check that nothing of it is in the way before anything is done.

``check_neighbours`` writes nothing. ``grant_rights`` creates the roles and grants them what they
need in schemas of others, and writes nothing else.
"""

from collections.abc import Sequence

from psycopg import errors

from fleettickets.config import MigrationSettings
from fleettickets.errors import MigrationError, SettingError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.run_script import explained, find_postgis
from fleettickets.store.schema import Plan

_FIND_OTHER_INSTALLATION = query("find_other_installation")
_FIND_TAKEN_NAMES = query("find_taken_names")
_FIND_MISSING_ROLES = query("find_missing_roles")
_FIND_LACKING_RIGHTS = query("find_lacking_rights")

_OLDEST_SERVER = 15
_SHOWN = 10
_OTHER_INSTALLATION = (
    "Nothing was changed. `fleettickets adopt` shows what it can take over (docs/moving-in.md); or "
    "use another database."
)
_TAKEN = (
    "Nothing was changed. Have their owners rename them, or use another database, then run "
    "`fleettickets migrate` again."
)


def check_neighbours(
    conn: Connection, plan: Plan, own: Sequence[str], readers: Sequence[str]
) -> None:
    """Make sure that nothing of others is in the way of the plan.

    ``own`` is the identity of everything that the migrator has created.

    Raises:
        MigrationError: the server is too old, schema tickets belongs to another installation, or
            others hold a name that the plan needs.
        SettingError: a role of ``readers`` does not exist.
    """
    major = conn.info.server_version // 10000
    if major < _OLDEST_SERVER:
        problem = f"is PostgreSQL {major}; {_OLDEST_SERVER} or later is needed"
        raise MigrationError("server", problem)
    missing = [role for (role,) in conn.execute(_FIND_MISSING_ROLES, {"roles": list(readers)})]
    if missing:
        name = MigrationSettings.setting("reader_roles").name
        raise SettingError(name, f"the server has no role {', '.join(missing)}")
    if not own:
        _refuse_other_installation(conn)
    refuse_taken_names(taken_names(conn, plan, own))


def taken_names(conn: Connection, plan: Plan, own: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return what others hold under names that the plan needs: kind, identity and owner."""
    names = [script.created_names for script in plan.scripts]
    parameters = {
        "relations": sorted({name for created in names for name in created.relations}),
        "routines": sorted({name for created in names for name in created.routines}),
        "own": list(own),
    }
    return conn.execute(_FIND_TAKEN_NAMES, parameters).fetchall()


def refuse_taken_names(taken: Sequence[tuple[str, str, str]]) -> None:
    """Raise a MigrationError that lists them, if there are any."""
    if taken:
        listed = [f"{kind} {identity} (owner {owner})" for kind, identity, owner in taken]
        more = [f"{len(listed) - _SHOWN} more"] if len(listed) > _SHOWN else []
        shown = ", ".join([*listed[:_SHOWN], *more])
        raise MigrationError("database", f"others hold names that are needed: {shown}", hint=_TAKEN)


def check_rights(conn: Connection, own: Sequence[str], readers: Sequence[str]) -> list[str]:
    """Return the statements that give the roles what they lack in schemas of others.

    Raises:
        MigrationError: this login may not run one; the error lists them for an administrator.
    """
    parameters = {"own": list(own), "readers": list(readers), "postgis": find_postgis(conn)}
    rows = conn.execute(_FIND_LACKING_RIGHTS, parameters).fetchall()
    forbidden = [statement for statement, may_run in rows if not may_run]
    if forbidden:
        problem = (
            f"role {conn.info.user} may not create the roles that the database needs, or may not "
            "grant them their rights"
        )
        hint = f"As an administrator: {'; '.join(forbidden)}; then migrate again."
        raise MigrationError("database", problem, hint=hint)
    return [statement for statement, _ in rows]


def grant_rights(conn: Connection, own: Sequence[str], readers: Sequence[str]) -> int:
    """Create the roles and grant them what they lack in schemas of others; return how many lacked.

    Raises: as ``check_rights``.
    """
    statements = check_rights(conn, own, readers)
    for statement in statements:
        _run(conn, statement)
    return len(statements)


def _refuse_other_installation(conn: Connection) -> None:
    row = conn.execute(_FIND_OTHER_INSTALLATION).fetchone()
    if row and row[0]:
        problem = (
            "schema tickets belongs to an installation that other migrations have made: it has "
            f"their ledger schema_migrations (tables: {row[0]})"
        )
        raise MigrationError("database", problem, hint=_OTHER_INSTALLATION)


def _run(conn: Connection, statement: str) -> None:
    try:
        with explained(statement), conn.transaction():
            conn.execute(statement.encode())
    except MigrationError as error:
        # Another database of this server is being migrated and has created the same role.
        if not isinstance(error.__cause__, errors.DuplicateObject | errors.UniqueViolation):
            raise
