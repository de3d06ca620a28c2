"""A login that lacks rights gets a list of those that an administrator has to grant."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import NamedTuple

import pytest
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo

from fleettickets.errors import MigrationError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.logins import login
from tests.support.neighbours import (
    OWNER,
    READER,
    THEIR_ANSWERS,
    ask_as,
    changed,
    move_in,
    neighbours_roles,
    snapshot,
)


class Shared(NamedTuple):
    """A database with neighbours, whose PostGIS is in a schema that is closed to the public."""

    admin: Connection
    keeper: Connection
    """A login without any rights."""


@pytest.fixture
def shared(postgres_server: PostgresServer) -> Iterator[Shared]:
    dsn = postgres_server.dsn
    with ExitStack() as stack:
        stack.enter_context(neighbours_roles(dsn))
        who = stack.enter_context(login(dsn))
        url = stack.enter_context(fresh_database(dsn))
        admin = stack.enter_context(closing(connect(url)))
        move_in(admin, postgis="extensions")
        keeper = stack.enter_context(closing(connect(make_conninfo(url, **who))))
        yield Shared(admin, keeper)


def commands_for_the_administrator(error: MigrationError) -> list[str]:
    commands, _, rest = error.hint.removeprefix("As an administrator: ").rpartition("; ")
    assert rest == "then migrate again."
    return commands.split("; ")


def test_the_commands_in_the_error_are_all_that_is_missing(shared: Shared) -> None:
    before = snapshot(shared.admin)
    with pytest.raises(MigrationError, match="may not create the roles") as refused:
        migrate(shared.keeper, readers=[READER])
    assert snapshot(shared.admin) == before
    commands = commands_for_the_administrator(refused.value)
    database, user = shared.keeper.info.dbname, shared.keeper.info.user
    assert commands[-7:] == [
        f"GRANT fleettickets_owner TO {user}",
        f"GRANT CREATE ON DATABASE {database} TO {user}",
        "GRANT USAGE ON SCHEMA extensions TO fleettickets_ingest",
        "GRANT USAGE ON SCHEMA extensions TO fleettickets_owner",
        "GRANT USAGE ON SCHEMA reporting TO fleettickets_dispatcher",
        "GRANT USAGE ON SCHEMA reporting TO fleettickets_reader",
        "GRANT USAGE, CREATE ON SCHEMA reporting TO fleettickets_owner",
    ]

    for command in commands:
        shared.admin.execute(command.encode())

    before = {key: row for key, row in before.items() if key[0] != "pg_auth_members"}
    assert migrate(shared.keeper, readers=[READER])
    assert not migrate(shared.keeper, readers=[READER])
    assert changed(shared.admin, before) == []
    assert {question: ask_as(shared.admin, READER, question) for question in THEIR_ANSWERS} == (
        THEIR_ANSWERS
    )
    for role in ("fleettickets_reader", READER):
        assert ask_as(shared.admin, role, "SELECT reporting.fn_inc_dashboard()") != []


def test_a_login_with_the_rights_of_the_schemas_owners_grants_them(shared: Shared) -> None:
    keeper = sql.Identifier(shared.keeper.info.user)
    shared.admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(OWNER), keeper))
    shared.admin.execute(sql.SQL("ALTER SCHEMA extensions OWNER TO {}").format(keeper))
    shared.admin.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(keeper))
    database = sql.Identifier(shared.admin.info.dbname)
    shared.admin.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(database, keeper))

    assert migrate(shared.keeper)

    assert shared.admin.execute(
        "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'reporting'"
    ).fetchone() == (OWNER,)


def test_a_right_in_their_schema_that_was_revoked_is_granted_again(shared: Shared) -> None:
    migrate(shared.admin)
    shared.admin.execute("REVOKE USAGE ON SCHEMA reporting FROM fleettickets_reader")
    with pytest.raises(errors.InsufficientPrivilege):
        ask_as(shared.admin, "fleettickets_reader", "SELECT reporting.fn_freshness()")
    said: list[str] = []

    assert not migrate(shared.admin, report=said.append)

    assert said == ["owner or grants corrected: 1"]
    assert ask_as(shared.admin, "fleettickets_reader", "SELECT reporting.fn_freshness()") != []
    assert not migrate(shared.admin, report=said.append)
    assert len(said) == 1
