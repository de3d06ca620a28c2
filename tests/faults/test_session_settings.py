"""A server whose defaults differ: every session of ours sets what its statements rest on."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import psycopg
import pytest
from psycopg import sql

from fleettickets.cli import main
from fleettickets.config import BucketSettings
from fleettickets.feed.bucket import Bucket
from fleettickets.imports.pipeline import Import
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.stream.test_runs import environ
from tests.support.buckets import fresh_bucket
from tests.support.comparison import differences
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.oracle import expected_of
from tests.support.serving import client_of, early_in_the_minute, make_token, serving

ODD = {
    "default_transaction_isolation": "repeatable read",
    "default_transaction_deferrable": "on",
    "DateStyle": "German, DMY",
    "IntervalStyle": "sql_standard",
    "TimeZone": "Asia/Kolkata",
    "timezone_abbreviations": "India",
    "client_encoding": "LATIN1",
    "standard_conforming_strings": "off",
    "array_nulls": "off",
    "transform_null_equals": "on",
    "bytea_output": "escape",
    "extra_float_digits": "-15",
    "quote_all_identifiers": "on",
    "search_path": "nowhere",
    "jit": "on",
    "jit_above_cost": "0",
    "plan_cache_mode": "force_generic_plan",
    "session_replication_role": "replica",
    "idle_in_transaction_session_timeout": "500ms",
    "idle_session_timeout": "500ms",
    "work_mem": "64kB",
    "enable_hashjoin": "off",
    "xmlbinary": "hex",
    "row_security": "off",
    "backslash_quote": "off",
    "default_statistics_target": "1",
    "cursor_tuple_fraction": "0.0001",
    "synchronous_commit": "off",
}
FILES = {
    key(0): csv_of([row("T1"), row("T2", owner="Zoë"), row("T3", mttr="soon")]),
    key(20): csv_of([row("T1", closed_at="2026-06-25 06:10:00.5"), row("")]),
}


@pytest.fixture(scope="module")
def worlds(
    postgres_server: PostgresServer, s3_server: BucketSettings
) -> Iterator[dict[str, World]]:
    """Two databases: one with the odd defaults since before its first migration."""
    with ExitStack() as stack:
        made = {}
        for name, defaults in {"usual": {}, "odd": ODD}.items():
            url = stack.enter_context(fresh_database(postgres_server.dsn))
            with psycopg.connect(url, autocommit=True) as admin:
                change = sql.SQL("ALTER DATABASE {} SET {} = {}")
                for setting, value in defaults.items():
                    listed = [sql.Literal(part.strip()) for part in value.split(",")]
                    admin.execute(
                        change.format(
                            sql.Identifier(admin.info.dbname),
                            sql.Identifier(setting),
                            sql.SQL(", ").join(listed),
                        )
                    )
            with closing(connect(url)) as conn:
                migrate(conn)
            made[name] = World(url, stack.enter_context(fresh_bucket(s3_server)))
        yield made


@pytest.fixture
def world(worlds: dict[str, World]) -> World:
    worlds["odd"].empty()
    return worlds["odd"]


def test_a_migration_stores_the_same_rules(worlds: dict[str, World]) -> None:
    rules = (
        "SELECT kind, alias, replacement, rank, note FROM tickets.place_aliases ORDER BY 1, 2, 3"
    )

    assert worlds["odd"].query(rules) == worlds["usual"].query(rules)
    assert any("\\d" in alias for _, alias, *_ in worlds["odd"].query(rules))


def test_an_import_writes_the_same_tables(world: World) -> None:
    world.put({key(0): csv_of([row("T1"), row("T2", owner="Zoë")])})
    world.put({key(20): csv_of([row("T1", closed_at="2026-06-25 06:10:00")])})

    assert world.run().is_good

    expected = expected_of(
        {
            key(0): csv_of([row("T1"), row("T2", owner="Zoë")]),
            key(20): csv_of([row("T1", closed_at="2026-06-25 06:10:00")]),
        }
    )
    assert differences(world, expected) == (0, 0)
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []


def test_an_import_may_wait_within_its_transaction(world: World) -> None:
    """As for a bucket that is slow; the limit here is half a second."""
    world.put({key(0): csv_of([row("T1")])})

    def on_step(step: str) -> None:
        if step == "staged":
            time.sleep(1)

    with closing(connect(world.url)) as conn:
        source = Bucket(world.settings, world.dataset)
        assert Import(conn, world.dataset, source, on_step=on_step).apply().is_good


def test_a_place_set_while_a_file_is_staged_locates_its_tickets(world: World) -> None:
    world.put({key(0): csv_of([row(f"T{n}") for n in range(50)])})

    def on_step(step: str) -> None:
        if step == "staged":
            world.query(
                "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision) VALUES"
                " ('Westlands', ST_SetSRID(ST_MakePoint(36.8, -1.26), 4326), 'test', 'cluster')"
                " RETURNING cluster"
            )

    with closing(connect(world.url)) as conn:
        source = Bucket(world.settings, world.dataset)
        assert Import(conn, world.dataset, source, on_step=on_step).apply().is_good

    assert world.query("SELECT count(*) FROM tickets.inc WHERE geo_source = 'cluster'") == [(50,)]


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("rejects", "inc"),
        ("token", "list"),
        ("sla", "list"),
        ("geocode", "--dry-run", "--provider", "gazetteer"),
        ("migrate",),
    ],
    ids=" ".join,
)
def test_a_command_prints_the_same(
    words: tuple[str, ...],
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world.put(FILES)
    world.run()
    for name, value in environ(world).items():
        monkeypatch.setenv(name, value)
    main(["token", "add", "-".join(words), "--role", "viewer"])
    capsys.readouterr()

    status = main(list(words))
    output = "".join(capsys.readouterr())

    assert status in {0, 1}, output
    assert "[FT" not in output.replace("[FT101]", "")


def test_the_api_answers_and_uses_no_jit(world: World) -> None:
    world.put(FILES)
    world.run()
    token = make_token(world.url, "reader", "admin")
    with serving(world.url) as base, client_of(base, token) as client:
        early_in_the_minute()
        first = client.get("/api/v1/inc/dashboard")
        assert first.status_code == 200, first.text
        headers = {"if-none-match": first.headers["etag"]}
        took_s = []
        for _ in range(3):
            began = time.monotonic()
            assert client.get("/api/v1/inc/dashboard", headers=headers).status_code == 304
            took_s.append(time.monotonic() - began)
        assert client.get("/metrics").status_code == 200
    assert min(took_s) < 0.2


def test_new_tables_are_known_to_the_planner(worlds: dict[str, World]) -> None:
    unknown: list[Any] = worlds["usual"].query(
        "SELECT relname FROM pg_class WHERE relnamespace = 'tickets'::regnamespace"
        " AND relkind = 'r' AND reltuples < 0"
    )

    assert unknown == []
