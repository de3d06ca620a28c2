"""The routes under which other systems call the dashboards, and pages of other origins."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.config import ServeSettings
from fleettickets.errors import SettingError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.logins import login
from tests.support.serving import client_of, early_in_the_minute, make_token, serving

PAGE = "https://fleetops.example"
SAME = {
    "/webhook/inc-dashboard": "/api/v1/inc/dashboard",
    "/webhook/crq-dashboard": "/api/v1/crq/dashboard",
    "/webhook/inc-dashboard?cluster=WESTLANDS&status=&window=today&from=&to=": (
        "/api/v1/inc/dashboard?cluster=WESTLANDS&window=today"
    ),
    "/webhook/inc-dashboard?status=Open&window=week": (
        "/api/v1/inc/dashboard?status=Open&window=week"
    ),
    "/webhook/inc-dashboard?window=month&from=2026-06-25T10:00:00.000Z": (
        "/api/v1/inc/dashboard?window=month&from=2026-06-25T10:00:00.000Z"
    ),
    "/webhook/crq-dashboard?window=custom&to=2026-06-25T10:00:00%2B03:00": (
        "/api/v1/crq/dashboard?window=custom&to=2026-06-25T10:00:00%2B03:00"
    ),
    # A day, and a time without an offset, are East Africa Time; the end is exclusive.
    "/webhook/inc-dashboard?from=2026-06-24&to=2026-06-25": (
        "/api/v1/inc/dashboard?from=2026-06-24T00:00:00%2B03:00&to=2026-06-25T00:00:00%2B03:00"
    ),
    "/webhook/crq-dashboard?from=2026-06-25T10:00:00&to=2026-06-25 11:30": (
        "/api/v1/crq/dashboard?from=2026-06-25T10:00:00%2B03:00&to=2026-06-25T11:30:00%2B03:00"
    ),
    "/webhook/inc-dashboard?as_of=2026-06-25": (
        "/api/v1/inc/dashboard?as_of=2026-06-25T00:00:00%2B03:00"
    ),
    # What a page puts into every address: blanks, and keys that no route knows.
    "/webhook/inc-dashboard?cluster=&status=&window=month": "/api/v1/inc/dashboard?window=month",
    "/webhook/crq-dashboard?cluster=&status=&window=month&from=&to=": (
        "/api/v1/crq/dashboard?window=month"
    ),
    "/webhook/inc-dashboard?_=123&clutser=x&_=124": "/api/v1/inc/dashboard",
    "/webhook/inc-dashboard?window=custom&from=2026-06-25T10:00:00Z": (
        "/api/v1/inc/dashboard?from=2026-06-25T10:00:00Z&window=custom"
    ),
    "/webhook/tickets": "/api/v1/tickets/map",
    "/webhook/tickets?window=today&from=2026-06-25&cluster=&_=123": "/api/v1/tickets/map",
    "/webhook/tickets?cluster=westlands": "/api/v1/tickets/map?cluster=westlands",
}
REFUSED = {
    "/webhook/inc-dashboard?window=year": "unknown window 'year'.",
    "/webhook/crq-dashboard?window=custom": "`window` 'custom' needs `from` or `to`.",
    "/webhook/inc-dashboard?window=custom&from=": "`window` 'custom' needs `from` or `to`.",
    "/webhook/inc-dashboard?from=yesterday": "from: expected an instant",
    "/webhook/inc-dashboard?to=2026-13-01T00:00:00Z": "to: expected an instant",
    "/webhook/inc-dashboard?from=2026-06-25T10:00:00Z&to=2026-06-25T10:00:00Z": "is not before",
    "/webhook/inc-dashboard?from=2026-06-25&to=25.06.2026": "to: expected an instant",
    "/webhook/inc-dashboard?cluster=A&cluster=B": "cluster is given twice.",
    # With an instant that has an offset, both ends are compared as instants.
    "/webhook/inc-dashboard?from=2026-06-25&to=2026-06-24T21:00:00Z": "is not before",
}


@pytest.mark.parametrize("address", SAME)
def test_a_route_answers_what_the_route_of_the_api_answers(address: str, api: httpx.Client) -> None:
    early_in_the_minute()
    answer, same = api.get(address), api.get(SAME[address])
    again = api.get(address, headers={"if-none-match": same.headers["etag"]})

    assert answer.status_code == same.status_code == 200, answer.text
    # The same ETag stands for the same answer.
    assert answer.headers["etag"] == same.headers["etag"]
    assert again.status_code == 304


@pytest.mark.parametrize("address", REFUSED)
def test_a_slip_is_refused_in_the_form_of_every_error(address: str, api: httpx.Client) -> None:
    answer = api.get(address)

    assert answer.status_code == 400
    assert answer.json().keys() == {"code", "message", "details", "hint"}
    assert REFUSED[address] in answer.json()["message"]


def test_a_window_of_days_ends_before_the_last(api: httpx.Client) -> None:
    # INC3 was closed on the 25th at 10:00, INC4 at 12:00 by its update.
    closed = {
        query: sorted(
            feature["id"]
            for feature in api.get(f"/webhook/inc-dashboard?{query}").json()["closed"]["features"]
        )
        for query in ("from=2026-06-24&to=2026-06-25", "from=2026-06-25&to=2026-06-26")
    }

    assert closed == {
        "from=2026-06-24&to=2026-06-25": [],
        "from=2026-06-25&to=2026-06-26": ["INC3", "INC4"],
    }


def test_a_value_that_no_ticket_has_is_named_in_an_empty_answer(api: httpx.Client) -> None:
    answer = api.get("/webhook/inc-dashboard?cluster=Nowhere&status=open").json()

    assert answer["filters"]["unknown"] == ["cluster"]
    assert (answer["open"]["features"], answer["closed"]["features"]) == ([], [])


def test_the_tokens_of_the_api_are_needed(url: str) -> None:
    with serving(url, is_token_required=True) as base:
        with client_of(base) as client:
            assert {client.get(address).status_code for address in SAME} == {401}
        token = make_token(url, "fleetops", "viewer")
        with client_of(base, token) as client:
            assert {client.get(address).status_code for address in SAME} == {200}


@pytest.fixture
def crossed(url: str) -> Iterator[httpx.Client]:
    """A client of a server that PAGE may read from."""
    settings: dict[str, Any] = {"cors_origins": (PAGE,), "is_token_required": True}
    with serving(url, **settings) as base, client_of(base) as client:
        yield client


def test_a_page_of_a_named_origin_may_send_its_token(crossed: httpx.Client) -> None:
    asked = {
        "origin": PAGE,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization,if-none-match",
    }

    answer = crossed.options("/webhook/inc-dashboard", headers=asked)

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PAGE
    allowed = answer.headers["access-control-allow-headers"].lower()
    assert "authorization" in allowed
    assert "if-none-match" in allowed
    assert "access-control-allow-credentials" not in answer.headers
    asked["access-control-request-method"] = "DELETE"
    assert crossed.options("/webhook/inc-dashboard", headers=asked).status_code == 400


def test_a_page_of_a_named_origin_may_read_answers_and_errors(
    crossed: httpx.Client, url: str
) -> None:
    headers = {"origin": PAGE}
    refused = crossed.get("/webhook/tickets", headers=headers)
    headers["authorization"] = f"Bearer {make_token(url, 'page', 'viewer')}"
    early_in_the_minute()
    answer = crossed.get("/webhook/tickets", headers=headers)
    unchanged = crossed.get(
        "/api/v1/tickets/map", headers={**headers, "if-none-match": answer.headers["etag"]}
    )

    statuses = [one.status_code for one in (refused, answer, unchanged)]
    assert statuses == [401, 200, 304]
    for one in (refused, answer, unchanged):
        assert one.headers["access-control-allow-origin"] == PAGE
        assert "ETag" in one.headers["access-control-expose-headers"]
        assert "origin" in one.headers["vary"].lower()
    assert "authorization" in answer.headers["vary"].lower()


@pytest.mark.parametrize("origin", ["https://attacker.example", f"{PAGE}.example", "null"])
def test_a_page_of_another_origin_may_not(origin: str, crossed: httpx.Client) -> None:
    asked = {"origin": origin, "access-control-request-method": "GET"}

    for answer in (
        crossed.options("/webhook/tickets", headers=asked),
        crossed.get("/webhook/tickets", headers=asked),
    ):
        assert answer.status_code in {400, 401}
        assert "access-control-allow-origin" not in answer.headers


def test_origins_are_named_one_by_one() -> None:
    named = {"FLEETTICKETS_CORS_ORIGINS": f"{PAGE}/ http://localhost:5173"}

    assert ServeSettings.from_env(named).cors_origins == (PAGE, "http://localhost:5173")
    assert ServeSettings.from_env({}).cors_origins == ()
    for text in ("*", "https://*.example", "fleetops.example"):
        with pytest.raises(SettingError, match="FLEETTICKETS_CORS_ORIGINS"):
            ServeSettings.from_env({"FLEETTICKETS_CORS_ORIGINS": text})


@pytest.mark.parametrize(
    ("texts", "query"),
    [
        (["", "", "", "", ""], ""),
        (["WESTLANDS", "", "week", "", ""], "cluster=WESTLANDS&window=week"),
        (["", "ACCEPTED", "custom", "2026-06-24", ""], "status=ACCEPTED&from=2026-06-24"),
        (["", "", "today", "2026-06-24", "2026-06-26"], "from=2026-06-24&to=2026-06-26"),
    ],
)
def test_the_statement_of_the_document_answers_as_the_route_does(
    texts: list[str], query: str, url: str, api: httpx.Client
) -> None:
    document = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    section = document.partition("### For other systems")[2]
    statement = re.search(r"```sql\n(.*?);\n```", section, re.DOTALL)
    assert statement is not None
    with (
        closing(psycopg.connect(url, options="-c timezone=Africa/Nairobi")) as conn,
        psycopg.RawCursor(conn) as cursor,
    ):
        row = cursor.execute(statement[1].encode(), texts).fetchone()
    route = api.get(f"/webhook/inc-dashboard?{query}").json()

    assert row is not None
    for part in ("open", "waiting", "closed", "metrics", "by_cluster"):
        assert row[0][part] == route[part]
    for side in ("from", "to"):
        assert row[0]["window"][side] == route["window"][side]


def test_a_named_reader_calls_the_dashboard_as_its_system_does(
    postgres_server: PostgresServer, api_template: str
) -> None:
    with (
        fresh_database(postgres_server.dsn, template=api_template) as url,
        login(postgres_server.dsn, "pg_monitor") as reader,
    ):
        role = str(reader["user"])
        with closing(connect(url)) as conn:
            migrate(conn, readers=(role,))
        with closing(psycopg.connect(make_conninfo(url, **reader))) as conn:
            row = conn.execute(
                "SELECT reporting.fn_inc_dashboard('WESTLANDS', '', 'today', NULL, NULL)"
            ).fetchone()
        with closing(connect(url)) as conn:
            conn.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))

    assert row is not None
    assert [feature["id"] for feature in row[0]["open"]["features"]] == ["INC1"]
    assert row[0]["window"]["name"] == "today"
