"""The load benchmark: its checks for a fair run, and its table."""

import json
import shutil
from contextlib import closing

import pytest
import urllib3

from benchmarks.dashboard import Size
from benchmarks.serving import __main__ as serving_benchmark
from benchmarks.serving.report import Figures, as_markdown
from benchmarks.serving.verdict import (
    InvalidCaseError,
    Outcomes,
    check_outcomes,
    check_same_tickets,
    outcomes_of,
    settled_outcomes,
)
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.serving import client_of, serving

SIZE = Size(tickets=21_000, open_tickets=5_000, days=60)
FIGURES = Figures(rate=300.0, failed=0, kib=90.0, p50=1.0, p95=2.0, p99=3.0)
DASHBOARD = "/api/v1/inc/dashboard"


def answer(
    content: object, encoding: str | None = "gzip", status: int = 200
) -> urllib3.BaseHTTPResponse:
    headers = {"Content-Encoding": encoding} if encoding else {}
    body = json.dumps(content).encode()
    return urllib3.HTTPResponse(body, headers, status, decode_content=False)


def ours(count: int) -> urllib3.BaseHTTPResponse:
    return answer({"metrics": {"open": count}, "open": {"features": [{}] * count}})


def theirs(count: int, encoding: str | None = "gzip") -> urllib3.BaseHTTPResponse:
    return answer({"numberReturned": count, "features": [{}] * count}, encoding)


def test_a_server_counts_the_origin_of_its_answers(postgres_server: PostgresServer) -> None:
    with fresh_database(postgres_server.dsn) as url:
        with closing(connect(url)) as conn:
            migrate(conn)
        with serving(url) as base, client_of(base) as client:
            before = settled_outcomes(base)
            first = client.get(f"{DASHBOARD}?as_of=2026-06-24T00:00:00Z")
            client.get(f"{DASHBOARD}?as_of=2026-06-24T00:00:01Z")
            client.get(f"{DASHBOARD}?as_of=2026-06-24T00:00:00Z")
            held = {"if-none-match": first.headers["etag"]}
            client.get(f"{DASHBOARD}?as_of=2026-06-24T00:00:00Z", headers=held)
            during = settled_outcomes(base) - before

    assert during == Outcomes(missed=2, kept=1, unchanged=1, queries=2)


def test_missing_counts_are_zero() -> None:
    assert outcomes_of("# TYPE fleettickets_answers counter\n") == Outcomes(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("mode", "during"),
    [
        ("new", Outcomes(missed=102, kept=0, unchanged=0, queries=102)),
        ("same", Outcomes(missed=3, kept=97, unchanged=0, queries=1)),
        ("held", Outcomes(missed=1, kept=2, unchanged=98, queries=1)),
    ],
)
def test_a_case_that_measures_what_its_name_says_passes(mode: str, during: Outcomes) -> None:
    check_outcomes("ours", mode, during, requests=100, strays=3)


@pytest.mark.parametrize(
    ("mode", "during"),
    [
        ("new", Outcomes(missed=100, kept=1, unchanged=0, queries=100)),
        ("new", Outcomes(missed=100, kept=0, unchanged=0, queries=60)),
        ("new", Outcomes(missed=0, kept=100, unchanged=0, queries=0)),
        ("same", Outcomes(missed=50, kept=50, unchanged=0, queries=50)),
        ("same", Outcomes(missed=0, kept=0, unchanged=100, queries=0)),
        ("held", Outcomes(missed=0, kept=100, unchanged=0, queries=0)),
    ],
)
def test_a_case_that_measures_something_else_is_rejected(mode: str, during: Outcomes) -> None:
    with pytest.raises(InvalidCaseError, match="ours, cold: of 100 answers"):
        check_outcomes("ours, cold", mode, during, requests=100, strays=3)


def test_a_peer_must_give_the_same_tickets_in_the_same_encoding() -> None:
    check_same_tickets(ours(3), theirs(3))
    with pytest.raises(InvalidCaseError, match="tipg's numberReturned: 2"):
        check_same_tickets(ours(3), theirs(2))
    with pytest.raises(InvalidCaseError, match="tipg was asked for gzip and answered with nothing"):
        check_same_tickets(ours(3), theirs(3, encoding=None))


def test_the_table_has_the_ratio_to_the_peer_and_the_checks() -> None:
    found = {("ours, warm", 16): FIGURES, ("tipg", 16): FIGURES._replace(rate=20.0)}

    text = as_markdown(SIZE, 10, found, {"ours": 120.0, "tipg": 90.0}, missing="")

    line = next(line for line in text.splitlines() if line.startswith("| ours, warm "))
    assert [cell.strip() for cell in line.split("|")[2:5]] == ["16", "300.0", "15.0"]
    assert "the same 5,000 tickets" in text
    assert "no ratio" not in text


def test_without_the_peer_the_table_says_that_there_is_no_ratio() -> None:
    text = as_markdown(
        SIZE, 10, {("ours, warm", 16): FIGURES}, {"ours": 120.0}, "uv is not installed"
    )

    assert "There is no ratio: tipg did not run (uv is not installed)" in text
    assert "| - |" in " ".join(text.split())


def test_without_wrk_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    assert serving_benchmark.main([]) == 1
    assert "apt-get install wrk" in capsys.readouterr().err
