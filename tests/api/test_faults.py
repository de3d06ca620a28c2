"""A database that is lost, busy, or not the right one: said clearly, healed without a restart."""

import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fleettickets.api.caching import BodyCache
from fleettickets.local import postgres
from fleettickets.local.postgres import PostgresServer, private_postgres
from fleettickets.store import reader
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from fleettickets.store.reader import ReaderPool
from tests.support.databases import fresh_database
from tests.support.serving import (
    client_of,
    early_in_the_minute,
    execute,
    locked,
    run_apart,
    serving,
    wait_until,
    waiting_for_locks,
)

DASHBOARD = "/api/v1/inc/dashboard"


def status_of(client: httpx.Client, address: str = DASHBOARD) -> int:
    return client.get(address).status_code


def assert_unavailable(answer: httpx.Response, code: str) -> None:
    body = answer.json()
    assert (answer.status_code, body["code"]) == (503, code), body
    assert int(answer.headers["retry-after"]) > 0
    assert body.keys() == {"code", "message", "details", "hint"}


def test_a_lost_database_is_said_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "servers"
    with private_postgres(folder, durable=True) as server:
        with closing(connect(server.dsn)) as conn:
            migrate(conn)
        with serving(server.dsn, wait_s=1) as base, client_of(base) as client:
            assert status_of(client) == 200
            assert status_of(client, "/readyz") == 200
            postgres.stop(folder)
            lost = client.get(DASHBOARD)
            assert_unavailable(lost, "FT301")
            assert "127.0.0.1" not in lost.text
            wait_until(lambda: status_of(client, "/readyz") != 200)
            assert_unavailable(client.get("/readyz"), "FT301")
            assert status_of(client, "/healthz") == 200
            assert "\nfleettickets_database_up 0.0\n" in client.get("/metrics").text
            again = postgres.start(folder)
            assert again.dsn == server.dsn
            wait_until(lambda: status_of(client) == 200)
            wait_until(lambda: status_of(client, "/readyz") == 200)


def test_probes_without_a_token_starve_nobody(base: str) -> None:
    def probe() -> set[int]:
        with client_of(base) as client:
            return {status_of(client, "/readyz") for _ in range(25)}

    with client_of(base) as client, ThreadPoolExecutor(40) as pool:
        probes = [pool.submit(probe) for _ in range(40)]
        answers = {status_of(client) for _ in range(10)}
        assert answers == {200}
        assert set().union(*(probed.result() for probed in probes)) == {200}


def test_connections_that_are_cut_cost_no_answer(base: str, url: str) -> None:
    with client_of(base) as client, closing(connect(url)) as conn:
        for turn in range(5):
            conn.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert status_of(client, f"{DASHBOARD}?window={turn + 1}h") == 200
            assert status_of(client, "/api/v1/inc/tickets.csv") == 200


def test_when_every_connection_is_in_use_others_are_asked_to_come_back(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_LOCK_WAIT_S", 60)
    with (
        serving(url, pool_size=1, wait_s=1, statement_timeout_s=60) as base,
        client_of(base) as client,
        ThreadPoolExecutor(4) as threads,
    ):
        early_in_the_minute()
        etag = client.get(DASHBOARD).headers["etag"]
        with locked(url, "tickets.inc"):
            first = threads.submit(client.get, f"{DASHBOARD}?window=1h")
            wait_until(lambda: waiting_for_locks(url) == 1)
            others = [
                threads.submit(client.get, f"{DASHBOARD}?window={hours}h") for hours in (2, 3)
            ]
            # What needs no report goes on.
            assert client.get(DASHBOARD, headers={"if-none-match": etag}).status_code == 304
            assert status_of(client, "/api/v1/session") == 200
            for other in others:
                assert_unavailable(other.result(), "FT606")
        assert first.result().status_code == 200
        assert status_of(client, f"{DASHBOARD}?window=2h") == 200


def test_what_takes_too_long_is_given_up(url: str) -> None:
    with serving(url, statement_timeout_s=1) as base, client_of(base) as client:
        with locked(url, "tickets.inc"):
            answer = client.get(DASHBOARD)
        assert_unavailable(answer, "FT606")
        assert "too long" in answer.json()["message"]
        assert status_of(client) == 200


def test_a_file_that_takes_too_long_is_refused_before_it_begins(url: str) -> None:
    with serving(url, export_timeout_s=1) as base, client_of(base) as client:
        with locked(url, "tickets.inc"):
            answer = client.get("/api/v1/inc/tickets.csv")
        assert_unavailable(answer, "FT606")
        assert status_of(client, "/api/v1/inc/tickets.csv") == 200


def test_a_database_that_is_not_migrated_is_not_ready(postgres_server: PostgresServer) -> None:
    with (
        fresh_database(postgres_server.dsn) as url,
        serving(url) as base,
        client_of(base) as client,
    ):
        for address in ("/readyz", DASHBOARD):
            answer = client.get(address)
            assert_unavailable(answer, "FT302")
            assert "fleettickets migrate" in answer.json()["hint"]
        with closing(connect(url)) as conn:
            migrate(conn)
        wait_until(lambda: status_of(client, "/readyz") == 200)
        execute(url, "UPDATE tickets.schema_files SET digest = NULL WHERE path LIKE '%%dash%%'")
        wait_until(lambda: status_of(client, "/readyz") != 200)
        assert_unavailable(client.get("/readyz"), "FT302")


def test_an_owners_login_reads_as_the_reader_and_writes_nothing(url: str) -> None:
    async def ask() -> tuple[str, str]:
        pool = ReaderPool(url, "reports", size=1, wait_s=5, statement_timeout_s=5)
        await pool.open()
        try:
            async with pool.session() as conn:
                cursor = await conn.execute("SELECT session_user::text, current_user::text")
                logins = await cursor.fetchone()
                with pytest.raises(errors.InsufficientPrivilege):
                    await conn.execute("SELECT FROM tickets.inc")
                # Even where it came by its login's rights again.
                await conn.execute("RESET ROLE")
                await conn.execute("SELECT FROM tickets.inc")
                with pytest.raises(errors.ReadOnlySqlTransaction):
                    await conn.execute("UPDATE tickets.inc SET raw = raw")
        finally:
            await pool.close()
        assert logins is not None
        return logins

    owner = conninfo_to_dict(url)["user"]
    assert run_apart(ask()) == (owner, "fleettickets_reader")


def test_an_owners_server_answers_no_more_than_the_reader_may_ask(base: str, url: str) -> None:
    with client_of(base) as client:
        assert status_of(client) == 200
        execute(url, "REVOKE USAGE ON SCHEMA reporting FROM fleettickets_reader")
        for address in (DASHBOARD, "/api/v1/inc/tickets.csv", "/tiles/inc/0/0/0.mvt"):
            assert status_of(client, address) == 503
        execute(url, "GRANT USAGE ON SCHEMA reporting TO fleettickets_reader")
        wait_until(lambda: status_of(client) == 200)


def test_a_login_that_is_no_more_than_a_reader_is_enough(
    url: str, postgres_server: PostgresServer
) -> None:
    name, password = f"api_{secrets.token_hex(4)}", secrets.token_hex()
    role = sql.Identifier(name)
    with psycopg.connect(postgres_server.dsn, autocommit=True) as admin:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        admin.execute(create.format(role, sql.Literal(password)))
        try:
            own = make_conninfo(url, user=name, password=password)
            with serving(own, wait_s=1) as refused, client_of(refused) as client:
                assert_unavailable(client.get(DASHBOARD), "FT301")
                admin.execute(sql.SQL("GRANT fleettickets_reader TO {}").format(role))
                wait_until(lambda: status_of(client) == 200)
                for address in ("/api/v1/inc/tickets.csv", "/tiles/inc/0/0/0.mvt", "/metrics"):
                    assert status_of(client, address) == 200
        finally:
            admin.execute(sql.SQL("DROP ROLE {}").format(role))


def test_a_lost_database_leaves_the_processes_own_counts(tmp_path: Path) -> None:
    nowhere = f"host=127.0.0.1 port=1 user=x password={tmp_path.name} dbname=x"
    with serving(nowhere, wait_s=1) as base, client_of(base) as client:
        assert status_of(client, "/healthz") == 200
        assert_unavailable(client.get(DASHBOARD), "FT301")
        assert_unavailable(client.get("/metrics"), "FT301")
        assert tmp_path.name not in client.get("/readyz").text


def test_a_fault_of_our_own_is_said_and_written_down(
    base: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_cache: BodyCache, _etag: str) -> None:
        raise ZeroDivisionError("the words of the fault")

    with client_of(base) as client:
        monkeypatch.setattr(BodyCache, "get", fail)
        answer = client.get(DASHBOARD, headers={"x-request-id": "job-7"})
        monkeypatch.undo()
        assert status_of(client) == 200

    assert (answer.status_code, answer.json()["code"]) == (500, "FT000")
    assert "the words" not in answer.text
    assert answer.headers["x-request-id"] == "job-7"
    failures = [record for record in caplog.records if record.exc_info]
    assert [record.getMessage() for record in failures] == ["failed"]
    assert vars(failures[0])["fields"] == {"request_id": "job-7"}


def test_metrics_tell_of_runs_rows_and_requests(api: httpx.Client) -> None:
    for _ in range(3):
        api.get(DASHBOARD)

    text = api.get("/metrics").text

    for line in (
        'fleettickets_import_last_run{dataset="inc",state="succeeded"} 1.0',
        'fleettickets_import_runs_total{dataset="inc",state="succeeded"} 1.0',
        'fleettickets_import_last_run_files{dataset="inc",result="applied"} 3.0',
        'fleettickets_import_rows_total{dataset="inc",result="read"} 5.0',
        'fleettickets_import_rows_total{dataset="crq",result="kept"} 1.0',
        'fleettickets_import_failed_files{dataset="inc"} 0.0',
        'fleettickets_import_rejects_24h{dataset="inc",severity="reject"} 0.0',
        'fleettickets_geocoding_budget{provider="gazetteer"} 5000.0',
        'fleettickets_geocoding_requests_today{provider="gazetteer"} 0.0',
        "fleettickets_database_up 1.0",
        'fleettickets_pool_size{pool="reports"} 8.0',
    ):
        assert line in text.splitlines()
    route = r'route="/api/v1/\{dataset\}/dashboard"'
    for pattern in (
        r'fleettickets_content_lag_seconds\{dataset="inc"\} [1-9]',
        r'fleettickets_import_last_success_seconds\{dataset="inc"\} ',
        rf'fleettickets_requests_total\{{method="GET",{route},status="200"\}} ([3-9]|\d\d)',
        rf"fleettickets_request_seconds_count\{{{route}\}} ([3-9]|\d\d)",
        r"process_resident_memory_bytes [1-9]",
    ):
        assert re.search(f"^{pattern}", text, re.MULTILINE), pattern


def test_an_address_that_does_not_exist_makes_no_metric_of_its_own(api: httpx.Client) -> None:
    for number in range(3):
        api.get(f"/nowhere/{number}")

    assert "nowhere" not in api.get("/metrics").text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whether_it_lives_can_be_asked_by_any_prober(method: str, api: httpx.Client) -> None:
    assert api.request(method, "/healthz").status_code == 200
    assert api.request(method, "/readyz").status_code == 200
