"""60,000 open tickets: the dashboard is bounded and says so, and nothing loses a ticket."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.support.databases import fresh_database
from tests.support.serving import client_of, serving

MANY = 60_000
MOST = 50_000
# The first was created a minute before the second, and so on. Typed as the import types them.
FILL = """
INSERT INTO tickets.inc (
    ticket_id, raw, content_hash, change_key, change_line, normalized_status, raw_status, bucket,
    is_actionable, cluster, region, assigned_team, location_name, created_at_service, lifecycle,
    geom, geo_source
)
SELECT
    'WOT' || lpad(n::text, 7, '0'), '{}', md5(n::text)::uuid, '', 2, 'ACCEPTED', 'ACCEPTED',
    'pending', TRUE, 'MUIGAI INN', 'nairobi', 'TEAM ' || n %% 40, 'Thika Road, house ' || n,
    timestamptz '2026-05-01 00:00+03' + n * interval '1 minute', 'actionable',
    public.st_setsrid(
        public.st_makepoint(36.5 + n %% 500 / 1000.0, -1.5 + n %% 400 / 1000.0), 4326
    ),
    'feed'
FROM generate_series(1, %s) AS n
"""


@pytest.fixture(scope="module")
def many(postgres_server: PostgresServer, api_template: str) -> Iterator[httpx.Client]:
    with fresh_database(postgres_server.dsn, template=api_template) as url:
        with closing(connect(url)) as conn:
            conn.execute(b"DELETE FROM tickets.inc")
            with conn.transaction():
                conn.execute(b"SET LOCAL fleettickets.importing = 'on'")
                conn.execute(FILL.encode(), [MANY])
            conn.execute(b"ANALYZE tickets.inc")
        with serving(url) as base, client_of(base) as client:
            client.timeout = httpx.Timeout(60)
            yield client


def test_the_dashboard_has_the_oldest_and_counts_all(many: httpx.Client) -> None:
    answer = many.get("/webhook/inc-dashboard")

    assert answer.status_code == 200
    assert len(answer.content) < 40_000_000
    dashboard = answer.json()
    features, metrics = dashboard["open"]["features"], dashboard["metrics"]
    assert dashboard["open"]["truncated"] is True
    assert [feature["id"] for feature in features] == [f"WOT{n:07}" for n in range(1, MOST + 1)]
    assert metrics["open"] == metrics["by_status"][0]["open"] == MANY
    assert sum(line["open"] for line in dashboard["by_team"]) == MANY
    assert sum(band["open"] for band in dashboard["ageing"]) == MANY
    assert many.get("/readyz").status_code == 200


def test_a_filter_finds_the_others(many: httpx.Client) -> None:
    team = many.get("/webhook/inc-dashboard?cluster=&status=accepted").json()
    assert team["open"]["truncated"] is True

    team = many.get("/api/v1/inc/dashboard?team=team 7").json()

    assert team["open"]["truncated"] is False
    assert len(team["open"]["features"]) == team["metrics"]["open"] == MANY // 40
    assert team["open"]["features"][-1]["id"] == "WOT0059967"


def test_the_map_and_the_file_hold_every_open_ticket(many: httpx.Client) -> None:
    answer = many.get("/webhook/tickets?dataset=inc")
    on_map = answer.json()
    file = many.get("/api/v1/inc/tickets.csv").text

    assert len(answer.content) < 50_000_000
    assert len(on_map["features"]) == on_map["summary"]["open"] == MANY
    assert file.count("\n") >= MANY
    assert "WOT0059999" in file


def test_few_open_tickets_are_all_there(api: httpx.Client) -> None:
    dashboard = api.get("/webhook/inc-dashboard").json()

    assert dashboard["open"]["truncated"] is False
    assert len(dashboard["open"]["features"]) == dashboard["metrics"]["open"] > 0
