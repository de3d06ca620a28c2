"""Closed tickets as tiles: the dashboard's, where they are, by an index, and never too many."""

import csv
import io
import math
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import httpx
import pytest

from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.support.databases import fresh_database
from tests.support.serving import client_of, serving
from tests.support.tiles import Layer, read_tile

MANY = 12_000
FILL = """
INSERT INTO tickets.inc (ticket_id, raw, content_hash, change_key, change_line)
SELECT
    'MANY' || n,
    jsonb_build_object(
        'ticket_id', 'MANY' || n, 'normalized_status', 'closed', 'cluster', 'C' || n %% 7,
        'closed_at', to_char(timestamp '2026-06-25 11:59:00' - n * interval '5 minutes',
            'YYYY-MM-DD HH24:MI:SS'),
        'longitude', round(36.5 + (n * 7919 %% 5000) / 10000.0, 4)::text,
        'latitude', round(-1.5 + (n * 104729 %% 4000) / 10000.0, 4)::text
    ),
    md5(n::text)::uuid, '', 2
FROM generate_series(1, %s) AS n
"""


def tile_of(longitude: float, latitude: float, z: int) -> tuple[int, int]:
    """Return the tile that holds a position."""
    count = 1 << z
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return int((longitude + 180) / 360 * count), int(y * count)


def only_layer(answer: httpx.Response) -> Layer:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    (layer,) = read_tile(answer.content)
    assert (layer.name, layer.extent) == ("closed", 4096)
    return layer


@pytest.fixture(scope="module")
def crowded_url(postgres_server: PostgresServer, api_template: str) -> Iterator[str]:
    with fresh_database(postgres_server.dsn, template=api_template) as url:
        with closing(connect(url)) as conn:
            conn.execute(FILL.encode(), [MANY])
            conn.execute("ANALYZE tickets.inc")
        yield url


@pytest.fixture(scope="module")
def crowded(crowded_url: str) -> Iterator[httpx.Client]:
    with serving(crowded_url) as base, client_of(base) as client:
        yield client


@pytest.fixture
def crowded_conn(crowded_url: str) -> Iterator[Connection]:
    with closing(connect(crowded_url)) as conn:
        yield conn


@pytest.mark.parametrize("filters", ["", "cluster=Westlands", "owner=&window=7d", "status=CLOSED"])
def test_the_whole_world_holds_the_closed_tickets_of_the_dashboard(
    filters: str, api: httpx.Client
) -> None:
    shown = {
        feature["id"]: feature["properties"]
        for feature in api.get(f"/api/v1/inc/dashboard?{filters}").json()["closed"]["features"]
        if feature["geometry"]
    }

    layer = only_layer(api.get(f"/tiles/inc/0/0/0.mvt?{filters}"))

    assert {feature["ticket_id"] for feature in layer.features} == shown.keys()
    for feature in layer.features:
        ticket = shown[feature["ticket_id"]]
        closed_at = datetime.fromisoformat(ticket["closed_at"])
        assert feature == {
            "ticket_id": ticket["ticket_id"],
            "normalized_status": ticket["normalized_status"],
            "cluster": ticket["cluster"],
            "closed_at": int(closed_at.timestamp()),
            "sla_state": ticket["sla_state"],
            "tickets": 1,
        }


@pytest.mark.parametrize("z", [1, 8, 14, 18, 22])
def test_a_ticket_is_in_the_tile_of_its_position(z: int, api: httpx.Client) -> None:
    x, y = tile_of(36.8046, -1.2655, z)

    layer = only_layer(api.get(f"/tiles/inc/{z}/{x}/{y}.mvt?cluster=Westlands"))

    assert [feature["ticket_id"] for feature in layer.features] == ["INC3"]
    assert all(0 <= place <= 4096 for place in layer.points[0])
    elsewhere = api.get(f"/tiles/inc/{z}/0/{(1 << z) - 1}.mvt?cluster=Westlands")
    assert (elsewhere.status_code, elsewhere.content) == (204, b"")
    assert elsewhere.headers["etag"]


def test_a_crowded_tile_says_how_many_tickets_a_point_stands_for(crowded: httpx.Client) -> None:
    layer = only_layer(crowded.get("/tiles/inc/3/4/4.mvt?window=60%20days"))

    assert sum(feature["tickets"] for feature in layer.features) == MANY + 2
    assert len(layer.features) <= 64 * 64
    assert max(feature["tickets"] for feature in layer.features) > 1
    squares = {(x // 64, y // 64) for x, y in layer.points}
    assert len(squares) == len(layer.features)


def test_a_tile_that_is_not_crowded_shows_each_ticket(crowded: httpx.Client) -> None:
    x, y = tile_of(36.7, -1.3, 12)

    layer = only_layer(crowded.get(f"/tiles/inc/12/{x}/{y}.mvt?window=60%20days"))

    assert 10 < len(layer.features) < 10_000
    assert {feature["tickets"] for feature in layer.features} == {1}


def plan_of(conn: Connection, query: str) -> str:
    """Return the plan of a query of the function, with values for its variables."""
    conn.execute("SET random_page_cost = 1.1")
    return "\n".join(line for (line,) in conn.execute(f"EXPLAIN {query}".encode()))


@pytest.mark.parametrize(
    ("since", "ids", "index"),
    [
        ("2026-01-01", "ARRAY['MANY1', 'MANY2']", "inc_pkey"),
        ("2026-06-25 10:00", "NULL", "inc_closed_at_idx"),
    ],
)
def test_a_tile_of_few_tickets_or_of_a_short_window_is_read_by_an_index(
    since: str, ids: str, index: str, crowded_conn: Connection
) -> None:
    box = "st_makeenvelope(36, -2, 38, 0, 4326)"
    plan = plan_of(
        crowded_conn,
        "SELECT t.ticket_id FROM tickets.closed_in_box('inc',"
        f" '{since}', '2026-06-26', '{{}}', {box}, {ids}) AS t",
    )

    assert f"on {index}" in plan or f"using {index}" in plan
    assert "Seq Scan on inc" not in plan


def test_the_tickets_of_a_small_tile_are_found_by_the_index_on_their_places(
    crowded_conn: Connection,
) -> None:
    x, y = tile_of(36.7, -1.3, 14)
    plan = plan_of(
        crowded_conn,
        "SELECT t.ticket_id FROM tickets.all_tickets AS t WHERE t.dataset = 'inc'"
        f" AND t.geog && st_transform(st_tileenvelope(14, {x}, {y}), 4326)::geography",
    )

    assert "inc_geog_idx" in plan


@pytest.mark.parametrize("z", [11, 12, 13, 15, 17])
def test_small_tiles_hold_what_large_ones_do(z: int, crowded: httpx.Client) -> None:
    """The index on geog is asked from z 12 on."""
    x, y = tile_of(36.7, -1.3, z)
    # The dashboard has the newest 5,000 only.
    whole = crowded.get("/api/v1/inc/tickets.csv?window=60%20days&state=closed")
    places = {
        row["ticket_id"]: (float(row["longitude"]), float(row["latitude"]))
        for row in csv.DictReader(io.StringIO(whole.content.decode("utf-8-sig"), newline=""))
        if row["longitude"]
    }
    expected = {
        ticket_id
        for ticket_id, (longitude, latitude) in places.items()
        if tile_of(longitude, latitude, z) == (x, y)
    }

    layer = only_layer(crowded.get(f"/tiles/inc/{z}/{x}/{y}.mvt?window=60%20days"))

    inside = {
        feature["ticket_id"]
        for feature, (left, top) in zip(layer.features, layer.points, strict=True)
        if 0 <= left < 4096 and 0 <= top < 4096
    }
    assert expected
    assert {feature["ticket_id"] for feature in layer.features} >= expected
    assert len(inside ^ expected) <= 2  # on the edge, where rounding decides
