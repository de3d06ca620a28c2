"""What each role may do, shown by connecting as a member of it."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo

from fleettickets.errors import MigrationError, StoreError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate
from tests.support.contract import CALLS
from tests.support.databases import fresh_database
from tests.support.logins import login
from tests.support.reporting import apply_given, ask

ConnectAs = Callable[[str], Connection]


@pytest.fixture
def connect_as(postgres_server: PostgresServer, filled_database: str) -> Iterator[ConnectAs]:
    """Connections to the filled database as a member of a role; their work is undone."""
    with ExitStack() as stack:

        def enter(role: str) -> Connection:
            who = stack.enter_context(login(postgres_server.dsn, role))
            conn = stack.enter_context(closing(connect(make_conninfo(filled_database, **who))))
            stack.enter_context(conn.transaction(force_rollback=True))
            return conn

        yield enter


def test_a_reader_reads_the_views(filled: Connection, connect_as: ConnectAs) -> None:
    rows = filled.execute(
        "SELECT relname FROM pg_class"
        " WHERE relnamespace = 'reporting'::regnamespace AND relkind = 'v'"
    ).fetchall()
    reader = connect_as("fleettickets_reader")

    assert rows
    for (name,) in rows:
        count = sql.SQL("SELECT count(*) FROM reporting.{}").format(sql.Identifier(name))
        assert reader.execute(count).fetchone() != (0,), name


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT ticket_id FROM tickets.inc",
        "SELECT * FROM tickets.inc_open_sla",
        "SELECT tickets.capture_history()",
        "SELECT tickets.ticket_flows('inc', NULL)",
        "SELECT tickets.check_filters('inc', NULL, NULL, NULL, NULL)",
        "SELECT nextval('tickets.import_runs_run_id_seq')",
        "UPDATE tickets.sla_policy SET at_risk_minutes = 1",
        "DELETE FROM tickets.ticket_events",
        "SELECT token_hash FROM tickets.api_tokens",
        "SELECT cost FROM dispatch.plans",
        "UPDATE dispatch.settings SET change_price = 0",
        "SELECT tickets.note_change('inc')",
        "SELECT tickets.claim_alerts('1 day')",
        "UPDATE tickets.watch_limits SET overdue_minutes = 9999",
        "TRUNCATE tickets.ticket_events",
        "LOCK TABLE tickets.inc IN ACCESS EXCLUSIVE MODE",
        "CREATE VIEW reporting.mine AS SELECT 1",
        "CREATE TABLE tickets.mine ()",
        (
            "CREATE OR REPLACE FUNCTION reporting.fn_freshness() RETURNS jsonb"
            " LANGUAGE sql AS 'SELECT NULL::jsonb'"
        ),
        "DROP FUNCTION reporting.fn_freshness()",
        "SET ROLE fleettickets_owner",
        "SET ROLE fleettickets_ingest",
    ],
)
def test_a_reader_is_refused_everything_else(statement: str, connect_as: ConnectAs) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        connect_as("fleettickets_reader").execute(statement.encode())


def test_a_readers_search_path_does_not_lead_the_reports_astray(connect_as: ConnectAs) -> None:
    conn = connect_as("fleettickets_reader")
    conn.execute(
        "CREATE FUNCTION pg_temp.count(anyelement) RETURNS bigint LANGUAGE sql AS 'SELECT 7'"
    )
    conn.execute("CREATE TEMP TABLE datasets AS SELECT 'evil' AS dataset")
    conn.execute("SET search_path = pg_temp, pg_catalog, tickets, public")

    assert ask(conn, "SELECT reporting.fn_inc_dashboard() #> '{metrics,open}'") == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM tickets.inc",
        "TRUNCATE tickets.inc",
        "TRUNCATE tickets.ticket_events",
        "DROP TABLE tickets.inc",
        "ALTER TABLE tickets.inc DISABLE TRIGGER ALL",
        "UPDATE tickets.sla_policy SET at_risk_minutes = 1",
        "UPDATE tickets.watch_limits SET overdue_minutes = 9999",
        "DELETE FROM tickets.import_files",
        "UPDATE tickets.schema_files SET digest = ''",
        "INSERT INTO tickets.datasets VALUES ('mine', 'Mine')",
        "SELECT reporting.fn_inc_dashboard()",
        "SELECT * FROM reporting.freshness",
        "INSERT INTO tickets.schema_objects VALUES ('tickets.mine', 'table')",
        "SELECT token_hash FROM tickets.api_tokens",
        "INSERT INTO tickets.api_tokens (name, role, token_hash) VALUES ('x', 'admin', '')",
        "CREATE TABLE tickets.mine ()",
        "CALL tickets.apply_grants()",
        "CALL tickets.build_datasets()",
        "SELECT name FROM dispatch.crews",
        "DELETE FROM dispatch.decisions",
        "SET ROLE fleettickets_owner",
    ],
)
def test_the_import_is_refused_what_it_does_not_do(statement: str, connect_as: ConnectAs) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        connect_as("fleettickets_ingest").execute(statement.encode())


def test_the_import_runs_as_its_role(
    postgres_server: PostgresServer,
    report_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    late = """
    INSERT INTO given (run, file_at, ticket_id, normalized_status, is_actionable) VALUES
    (1, '2026-06-25 10:00', 'I1', 'open', 'true'), (1, '2026-06-25 12:00', 'I1', 'closed', 'false'),
    (2, '2026-06-25 11:00', 'I1', 'waiting', 'true');
    """
    with (
        login(postgres_server.dsn, "fleettickets_ingest") as who,
        fresh_database(postgres_server.dsn, template=report_template) as url,
        closing(connect(make_conninfo(url, **who))) as conn,
    ):
        apply_given(conn, late, tmp_path_factory.mktemp("late"))
        assert ask(conn, "SELECT count(*) FROM tickets.ticket_events") == 4
        assert ask(conn, "SELECT normalized_status FROM tickets.inc") == "closed"


def test_the_owner_changes_policy_and_reports(connect_as: ConnectAs) -> None:
    conn = connect_as("fleettickets_owner")

    conn.execute("UPDATE tickets.sla_policy SET target_minutes = 60, at_risk_minutes = 30")
    conn.execute("COMMENT ON FUNCTION reporting.fn_freshness() IS 'mine'")

    assert ask(conn, "SELECT reporting.fn_inc_dashboard() #> '{metrics,breached}'") == 2


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE ROLE mine",
        "ALTER ROLE fleettickets_owner SUPERUSER",
        "GRANT pg_read_all_data TO fleettickets_owner",
        "COPY tickets.inc TO PROGRAM 'cat'",
        "COPY tickets.inc TO '/tmp/mine'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT rolpassword FROM pg_authid",
        "CREATE EXTENSION plpgsql_check",
        "CREATE SCHEMA mine",
    ],
)
def test_the_owner_is_no_administrator(statement: str, connect_as: ConnectAs) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        connect_as("fleettickets_owner").execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        *CALLS,
        "SELECT count(*) FROM reporting.freshness",
        "SELECT ticket_id FROM tickets.inc",
        "SELECT tickets.eat_ts('2026-06-25 12:00:00')",
        "SELECT nextval('tickets.import_runs_run_id_seq')",
        "CALL tickets.apply_grants()",
    ],
)
def test_a_login_without_a_role_is_refused_everything(
    statement: str, postgres_server: PostgresServer, filled_database: str
) -> None:
    with (
        login(postgres_server.dsn) as who,
        closing(connect(make_conninfo(filled_database, **who))) as conn,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        conn.execute(statement.encode())


@pytest.mark.parametrize(
    "role",
    [
        "fleettickets_reader",
        "fleettickets_ingest",
        "fleettickets_owner",
        "fleettickets_watcher",
        "fleettickets_dispatcher",
    ],
)
def test_nobody_connects_as_a_role_itself(role: str, filled_database: str) -> None:
    with pytest.raises(StoreError, match=r"not permitted to log in|password authentication"):
        connect(make_conninfo(filled_database, user=role, password=secrets.token_hex()))


def test_no_role_can_log_in(filled: Connection) -> None:
    found = "SELECT bool_or(rolcanlogin) FROM pg_roles WHERE starts_with(rolname, 'fleettickets_')"
    assert ask(filled, found) is False


def test_nothing_is_left_to_the_public_or_to_another_owner(filled: Connection) -> None:
    strays = filled.execute(
        "SELECT o.name FROM ("
        " SELECT oid::regclass::text AS name, relowner AS owner, relacl AS acl"
        "   FROM pg_class WHERE relkind IN ('r', 'v')"
        "   AND relnamespace = ANY('{tickets, reporting, dispatch}'::regnamespace[])"
        " UNION ALL SELECT oid::regprocedure::text, proowner, proacl FROM pg_proc"
        "   WHERE pronamespace = ANY('{tickets, reporting, dispatch}'::regnamespace[])"
        ") AS o WHERE o.owner <> 'fleettickets_owner'::regrole OR o.acl IS NULL"
        " OR EXISTS (SELECT FROM aclexplode(o.acl) AS a WHERE a.grantee = 0)"
    ).fetchall()
    assert strays == []


def test_every_reporting_function_is_stable_and_has_its_own_search_path(
    filled: Connection,
) -> None:
    loose = filled.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'reporting'::regnamespace"
        # The one that writes: the day on which a token was last used.
        " AND (provolatile <> 's' AND proname <> 'fn_note_token_use' OR NOT prosecdef"
        " OR NOT proconfig @> ARRAY['search_path=pg_catalog, pg_temp'])"
    ).fetchall()
    assert loose == []


def test_a_login_that_may_not_create_roles_gets_the_administrators_commands(
    postgres_server: PostgresServer, report_template: str
) -> None:
    assert report_template  # the roles exist: they are the server's, not the database's
    with (
        login(postgres_server.dsn) as who,
        fresh_database(postgres_server.dsn) as url,
        closing(connect(url)) as admin,
        closing(connect(make_conninfo(url, **who))) as conn,
    ):
        user = sql.Identifier(who["user"])
        admin.execute("CREATE EXTENSION postgis")
        database = sql.Identifier(admin.info.dbname)
        admin.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(database, user))

        with pytest.raises(MigrationError, match=r"may not create the roles.*As an administrator"):
            migrate(conn)

        admin.execute(sql.SQL("GRANT fleettickets_owner TO {}").format(user))
        assert migrate(conn).functions
        assert not migrate(conn)
