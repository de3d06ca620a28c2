"""An ETag stands for one answer, and an unchanged answer costs no query but for its version."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event, Semaphore

import httpx
import pytest

from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store import reader
from fleettickets.store.connect import connect
from tests.support.reporting import import_versions
from tests.support.serving import (
    client_of,
    early_in_the_minute,
    execute,
    locked,
    serving,
    wait_until,
    waiting_for_locks,
)

DASHBOARD = "/api/v1/inc/dashboard"
# Its ETag does not change with the minutes.
CLOCKLESS = "/tiles/crq/0/0/0.mvt"
CACHED = [
    DASHBOARD,
    "/api/v1/tickets/map",
    "/api/v1/inc/backlog",
    "/api/v1/inc/teams",
    "/api/v1/inc/closures",
    "/api/v1/inc/filters",
    "/api/v1/inc/tickets?q=INC",
    "/api/v1/inc/tickets/INC1",
    "/api/v1/freshness",
    "/tiles/inc/0/0/0.mvt?window=7d",
    "/tiles/inc/9/1/1.mvt?window=7d",
]


def queries(api: httpx.Client, question: str) -> float:
    """Return how often the database was asked a question."""
    pattern = rf'^fleettickets_queries_total{{question="{question}"}} (\S+)$'
    found = re.search(pattern, api.get("/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0


def etag_of(api: httpx.Client, address: str = DASHBOARD) -> str:
    return str(api.get(address).headers["etag"])


@pytest.mark.parametrize("address", CACHED)
def test_an_unchanged_answer_is_a_304(address: str, api: httpx.Client) -> None:
    early_in_the_minute()
    first = api.get(address)
    again = api.get(address, headers={"if-none-match": first.headers["etag"]})

    assert first.status_code in {200, 204}
    assert first.headers["etag"].startswith('W/"')
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["vary"] == "Accept-Encoding, Authorization"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_neither_304_nor_warm_answer_asks_for_tickets(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_LOCK_WAIT_S", 1)
    with serving(url) as base, client_of(base) as client:
        early_in_the_minute()
        cold = client.get(DASHBOARD)
        with locked(url, "tickets.inc"):  # a reader of tickets waits now
            unchanged = client.get(DASHBOARD, headers={"if-none-match": cold.headers["etag"]})
            warm = client.get(DASHBOARD)
            other = client.get(f"{DASHBOARD}?team=A")

    assert (unchanged.status_code, warm.status_code, other.status_code) == (304, 200, 503)
    assert warm.content == cold.content
    assert other.headers["retry-after"] == "2"
    assert other.json()["code"] == "FT606"


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("{}", 304),
        ('W/"other", {}', 304),
        ("*", 304),
        ('W/"other"', 200),
        ("nonsense", 200),
    ],
)
def test_if_none_match_is_read_as_rfc_9110_says(
    header: str, status: int, api: httpx.Client
) -> None:
    early_in_the_minute()
    etag = etag_of(api)

    assert api.get(DASHBOARD, headers={"if-none-match": header.format(etag)}).status_code == status
    strong = header.format(etag.removeprefix("W/"))
    assert api.get(DASHBOARD, headers={"if-none-match": strong}).status_code == status


def test_whoever_has_anything_is_told_all_the_same_that_there_is_nothing(
    api: httpx.Client,
) -> None:
    anything = {"if-none-match": "*"}
    assert api.get("/api/v1/inc/tickets/INC9", headers=anything).status_code == 404
    assert api.get(f"{DASHBOARD}?window=soon", headers=anything).status_code == 400


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("*", "gzip"),
        ("identity", None),
        ("gzip;q=0", None),
        ("gzip; q=0.000, *", None),
        ("br", None),
    ],
)
def test_a_body_is_packed_for_who_takes_it(
    accepted: str, encoding: str | None, api: httpx.Client
) -> None:
    answer = api.get(DASHBOARD, headers={"accept-encoding": accepted})

    assert answer.headers.get("content-encoding") == encoding
    assert answer.json()["filters"]["dataset"] == "inc"


@pytest.mark.parametrize("address", ["/openapi.json", "/metrics"])
def test_what_is_told_now_is_packed_and_not_kept(address: str, api: httpx.Client) -> None:
    packed = api.get(address)
    plain = api.get(address, headers={"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    for answer in (packed, plain):
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert packed.content[:40] == plain.content[:40]


def test_equal_questions_have_one_etag_and_others_another(api: httpx.Client) -> None:
    early_in_the_minute()
    same = {
        etag_of(api, f"{DASHBOARD}?team=A&cluster=Westlands"),
        etag_of(api, f"{DASHBOARD}?cluster=Westlands&team=A"),
    }
    others = {
        etag_of(api, f"{DASHBOARD}{query}")
        for query in ("", "?team=A", "?owner=ann", "?cluster=(none)", "?window=7d")
    }

    assert len(same) == 1
    assert etag_of(api, f"{DASHBOARD}?cluster=&window=") == etag_of(api)
    assert len(others) == 5
    assert not same & others


def test_equal_questions_at_one_time_are_asked_once(own_api: httpx.Client, url: str) -> None:
    early_in_the_minute()
    with ThreadPoolExecutor(16) as pool:
        with locked(url, "tickets.inc"):
            asked = [pool.submit(own_api.get, DASHBOARD) for _ in range(16)]
            time.sleep(1)
        answers = [answer.result() for answer in asked]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert queries(own_api, "dashboard") == 1


CHANGES = {
    "sla_policy": "UPDATE tickets.sla_policy SET target_minutes = 3000 WHERE dataset = 'inc'",
    "sla_verdicts": "DELETE FROM tickets.sla_verdicts WHERE sla_status = 'met'",
    "datasets": "UPDATE tickets.datasets SET stale_after_minutes = 100 WHERE dataset = 'inc'",
    "tickets": (
        "UPDATE tickets.inc SET raw = raw || '{\"owner\": \"eve\"}' WHERE ticket_id = 'INC1'"
    ),
    "events": "DELETE FROM tickets.ticket_events WHERE ticket_id = 'INC3' AND kind = 'closed'",
    "closures": "UPDATE tickets.closure_events SET credit_team = 'B' WHERE ticket_id = 'INC3'",
    "snapshots": "UPDATE tickets.inc_daily_snapshot SET open_tickets = 99",
    "clusters": (
        "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)"
        " VALUES ('Kilimani', 'SRID=4326;POINT(36.78 -1.29)', 'manual', 'cluster')"
    ),
    "deletion": "DELETE FROM tickets.inc WHERE ticket_id = 'INC2'",
    "overdue": (
        "UPDATE tickets.import_runs SET is_drain = TRUE, finished_at = now() - interval '9 days'"
    ),
    "runs": "UPDATE tickets.import_runs SET state = 'failed'",
}


def test_whatever_an_answer_rests_on_changes_its_etag(own_api: httpx.Client, url: str) -> None:
    addresses = (DASHBOARD, "/api/v1/inc/backlog")
    seen = {address: [etag_of(own_api, address)] for address in addresses}

    for change in CHANGES.values():
        execute(url, change)
        for address in addresses:
            seen[address].append(etag_of(own_api, address))

    for etags in seen.values():
        assert len(set(etags)) == len(CHANGES) + 1
    with serving(url) as base, client_of(base) as other:
        assert other.get(DASHBOARD).json()["metrics"] == own_api.get(DASHBOARD).json()["metrics"]


def test_a_place_that_moves_no_ticket_changes_nothing(url: str) -> None:
    before = execute(url, "SELECT reporting.fn_data_versions() #> '{datasets,inc,version}'")

    execute(
        url,
        "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)"
        " VALUES ('Elsewhere', 'SRID=4326;POINT(36.78 -1.29)', 'manual', 'cluster')",
    )

    after = execute(url, "SELECT reporting.fn_data_versions() #> '{datasets,inc,version}'")
    assert after == before


def test_the_geocoder_and_the_import_change_etags(
    own_api: httpx.Client, url: str, tmp_path: Path
) -> None:
    before = etag_of(own_api)
    with closing(connect(url)) as conn:
        report = Geocoder(conn, GeocoderSettings()).run(clusters=True, locations=False)
        assert report.located
        located = etag_of(own_api)
        crq = etag_of(own_api, CLOCKLESS)
        version = {
            "ticket_id": "INC9",
            "normalized_status": "open",
            "cluster": "Westlands",
            "file_at": datetime(2026, 6, 25, 13, 0),  # noqa: DTZ001 - East Africa Time
        }
        import_versions(conn, [version], tmp_path)

    assert len({before, located, etag_of(own_api)}) == 3
    assert "INC9" in own_api.get(DASHBOARD).text
    # Only what rests on the dataset has changed.
    assert etag_of(own_api, CLOCKLESS) == crq


def test_a_request_sees_every_commit_before_it(base: str, url: str) -> None:
    """Under load, where requests share questions about the version."""
    is_over, begun = Event(), Semaphore(0)

    def load() -> None:
        with client_of(base) as client:
            while not is_over.is_set():
                client.get(CLOCKLESS)
                begun.release()

    seen = []
    with ThreadPoolExecutor(6) as pool, client_of(base) as client, closing(connect(url)) as conn:
        loads = [pool.submit(load) for _ in range(6)]
        for _ in loads:
            assert begun.acquire(timeout=20)
        for _ in range(20):
            conn.execute("UPDATE tickets.sla_policy SET target_minutes = target_minutes + 1")
            seen.append(etag_of(client, CLOCKLESS))
        is_over.set()
        for task in loads:
            task.result()

    assert len(set(seen)) == len(seen)


def test_a_request_is_not_told_what_was_true_before_it_came(base: str, url: str) -> None:
    with client_of(base) as client, ThreadPoolExecutor(2) as pool:
        before = etag_of(client, CLOCKLESS)
        # The question about the version is under way, its snapshot taken, when the data changes.
        with locked(url, "tickets.api_tokens"):
            early = pool.submit(etag_of, client, CLOCKLESS)
            wait_until(lambda: waiting_for_locks(url) == 1)
            execute(url, CHANGES["sla_policy"])
            late = pool.submit(etag_of, client, CLOCKLESS)
            time.sleep(0.4)

        assert early.result() == before
        assert late.result() != before


def test_an_etag_never_stands_for_two_answers(url: str) -> None:
    """Two servers over one database that changes all the time agree on what each ETag means."""
    meanings: dict[str, set[str]] = {}
    give_up_at = time.monotonic() + 60

    def is_over() -> bool:
        return len(meanings) >= 40 or time.monotonic() > give_up_at

    def read(base: str) -> None:
        with client_of(base) as client:
            while not is_over():
                answer = client.get(DASHBOARD)
                said = re.sub(r'"wall_clock_at": "[^"]*"', "", answer.text)
                meanings.setdefault(answer.headers["etag"], set()).add(said)

    def write() -> None:
        with closing(connect(url)) as conn:
            turn = 0
            while not is_over():
                turn += 1
                conn.execute(
                    "UPDATE tickets.sla_policy SET target_minutes = %s, at_risk_minutes = 1",
                    [60 + 600 * (turn % 7)],
                )

    with serving(url) as one, serving(url) as other, ThreadPoolExecutor(5) as pool:
        tasks = [pool.submit(read, base) for base in (one, one, other, other)]
        tasks.append(pool.submit(write))
        for task in tasks:
            task.result()

    assert len(meanings) >= 40
    assert {etag for etag, said in meanings.items() if len(said) > 1} == set()
    # The clock that was turned made the answers differ.
    assert len({said for answers in meanings.values() for said in answers}) > 3


def test_writers_that_count_at_one_time_do_not_wait_for_each_other(url: str) -> None:
    with closing(connect(url)) as one, closing(connect(url)) as other:
        other.execute("SET lock_timeout = '1s'")
        with one.transaction():
            one.execute("SELECT tickets.note_change('inc'), tickets.note_change('crq')")
            other.execute("SELECT tickets.note_change('crq'), tickets.note_change('inc')")
        versions = one.execute(
            "SELECT subject, sum(version) FROM tickets.data_versions GROUP BY 1 ORDER BY 1"
        ).fetchall()
    before: dict[str, int] = dict(versions)
    execute(url, "SELECT tickets.note_change('inc')")
    after = dict(execute(url, "SELECT subject, sum(version) FROM tickets.data_versions GROUP BY 1"))
    assert after["inc"] == before["inc"] + 1
    assert after["crq"] == before["crq"]


def test_memory_for_bodies_is_bounded(url: str) -> None:
    with serving(url, cache_bytes=20_000) as base, client_of(base) as client:
        for limit in range(1, 51):
            client.get(f"/api/v1/inc/tickets?q=INC&limit={limit}")
        found = re.search(
            r"^fleettickets_cache_bytes (\S+)$", client.get("/metrics").text, re.MULTILINE
        )

    assert found is not None
    assert 0 < float(found[1]) <= 20_000


def test_a_dataset_that_is_added_is_counted_too(url: str) -> None:
    another = Path(__file__).parents[2] / "docs" / "another-type.sql"
    execute(url, another.read_text(encoding="utf-8"))
    with closing(connect(url)) as conn:
        conn.execute("CALL tickets.build_datasets()")
        conn.execute("CALL tickets.build_datasets()")
        conn.execute(
            "INSERT INTO tickets.mnt (ticket_id, raw, content_hash, change_key, change_line)"
            " VALUES ('M1', '{}', md5('')::uuid, '', 2)"
        )
        found = conn.execute(
            "SELECT reporting.fn_data_versions() #> '{datasets,mnt,version}'"
        ).fetchone()

    assert found is not None
    assert found[0] > 1
