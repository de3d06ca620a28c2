"""Migrators take turns, and wait for the locks of others within bounds."""

import threading
from contextlib import closing, suppress

import pytest
from psycopg.errors import DeadlockDetected

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import Patience, migrate
from tests.support.schemas import BASE, ONE, TWO, MakeSchema, function, paths
from tests.support.serving import wait_until

HASTE = Patience(lock_timeout_s=0.1, attempts=2, pause_s=0, turn_timeout_s=0.2)
WAITS = b"SELECT FROM pg_locks WHERE NOT granted AND relation = to_regclass('tickets.b')"


def test_of_two_migrators_at_once_one_finds_nothing_to_do(
    empty_database: str, make_schema: MakeSchema
) -> None:
    schema = make_schema({"migrations/0001_one.sql": ONE + "SELECT pg_sleep(0.3);"})
    plans: list[list[str]] = []
    start = threading.Barrier(2)

    def run() -> None:
        with closing(connect(empty_database)) as conn:
            start.wait()
            plans.append(paths(migrate(conn, schema)))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(plans) == [[], ["migrations/0001_one.sql"]]


def test_the_wait_for_another_migrator_is_bounded(
    conn: Connection, other: Connection, make_schema: MakeSchema
) -> None:
    schema = make_schema({**BASE, "functions/f.sql": function("f")})
    caught: list[MigrationError] = []

    def migrate_too(_line: str) -> None:
        try:
            migrate(other, schema, patience=HASTE)
        except MigrationError as error:
            caught.append(error)

    migrate(conn, schema, report=migrate_too)

    assert "others have been at work for over 0.2 s; pid " in str(caught[0])
    assert not migrate(other, schema, patience=HASTE)


def test_a_lock_that_stays_is_a_clear_error(
    conn: Connection, other: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema(BASE))
    said: list[str] = []

    with other.transaction():
        other.execute("LOCK TABLE tickets.a IN ACCESS SHARE MODE")
        with pytest.raises(MigrationError) as caught:
            migrate(
                conn,
                make_schema({**BASE, "migrations/0002_two.sql": "\n" + TWO}),
                patience=HASTE,
                report=said.append,
            )

    message = str(caught.value)
    assert "0002_two.sql, line 2: " in message
    assert "Another session holds a lock" in message
    assert "(SQLSTATE 55P03)" in message
    assert [line[:17] for line in said] == ["attempt 1 of 2: ["]


def test_a_lock_that_goes_is_waited_for(
    conn: Connection, other: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema(BASE))
    other.autocommit = False
    other.execute("LOCK TABLE tickets.a IN ACCESS SHARE MODE")

    plan = migrate(
        conn,
        make_schema({**BASE, "migrations/0002_two.sql": TWO}),
        patience=HASTE,
        report=lambda _line: other.rollback(),
    )

    assert paths(plan) == ["migrations/0002_two.sql"]


def test_readers_who_never_rest_do_not_end_every_attempt_with_a_deadlock(
    conn: Connection, empty_database: str, make_schema: MakeSchema
) -> None:
    """A reader of ``b`` asks for ``a`` once the migration has ``a`` and waits for ``b``.

    The first time the reader looks for a deadlock much later than the migration, and the migration
    late enough that the reader has asked, also on a busy machine.
    """
    script = "CREATE TABLE tickets.b (x integer);\n"
    base = {**BASE, "migrations/0002_b.sql": script}
    migrate(conn, make_schema(base))
    usual = conn.execute("SHOW deadlock_timeout").fetchone()
    said: list[str] = []
    cancelled = 0
    is_over = threading.Event()

    def read() -> None:
        nonlocal cancelled
        with closing(connect(empty_database)) as reader, closing(connect(empty_database)) as spy:
            reader.execute("SET deadlock_timeout = '1min'")
            while not is_over.is_set():
                with suppress(DeadlockDetected), reader.transaction():
                    reader.execute("LOCK TABLE tickets.b IN ACCESS SHARE MODE")
                    at_b.set()
                    wait_until(lambda: is_over.is_set() or spy.execute(WAITS).rowcount)
                    cancelled += 1
                    reader.execute("LOCK TABLE tickets.a IN ACCESS SHARE MODE")
                    cancelled -= 1
                reader.execute("RESET deadlock_timeout")

    at_b = threading.Event()
    thread = threading.Thread(target=read)
    thread.start()
    assert at_b.wait(5)
    conn.execute("SET deadlock_timeout = '3s'")
    widen = TWO + TWO.replace("tickets.a", "tickets.b")
    plan = migrate(
        conn,
        make_schema({**base, "migrations/0003_widen.sql": widen}),
        patience=Patience(attempts=2, pause_s=0.2),
        report=said.append,
    )
    is_over.set()
    thread.join()

    assert paths(plan) == ["migrations/0003_widen.sql"]
    assert "deadlock detected" in said[0]
    assert cancelled == 1
    assert conn.execute("SHOW deadlock_timeout").fetchone() == usual


def test_a_failed_run_lets_the_next_one_in(
    conn: Connection, other: Connection, make_schema: MakeSchema
) -> None:
    with pytest.raises(MigrationError):
        migrate(conn, make_schema({"migrations/0001_one.sql": "SELECT nope;"}))

    assert migrate(other, make_schema(BASE), patience=HASTE)


def test_the_limits_of_a_role_do_not_apply(conn: Connection, make_schema: MakeSchema) -> None:
    conn.execute("SET statement_timeout = '300ms'")

    assert migrate(conn, make_schema({"migrations/0001_one.sql": "SELECT pg_sleep(0.6);"}))
