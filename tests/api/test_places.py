"""Dispatchers set positions through the API; everybody else's windows follow."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import httpx
import pytest
from psycopg.conninfo import make_conninfo

from fleettickets.local.postgres import PostgresServer
from tests.api.test_events import Listener
from tests.support.logins import login
from tests.support.serving import client_of, execute, make_token, serving

PLACE = "/api/v1/places/place"
POSITION = "/api/v1/places/position"
WRONG = "/api/v1/places/wrong"
CAFE = {"cluster": "Kilimani", "location": "Café Ngong"}
AT = {"latitude": -1.3, "longitude": 36.77}
SEED = """
INSERT INTO tickets.geo_locations
    (place_key, cluster, location_name, geom, provider, precision, query, reason, refused_geom)
SELECT tickets.place_key(NULL, 'Kilimani', n), 'Kilimani', n, NULL, 'gazetteer', 'none',
    'cafe ngong', 'too_far: 900 km', 'SRID=4326;POINT(40 -3)'
FROM unnest(ARRAY['Café Ngong', 'cafe ngong hse 4']) AS n;
INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision, reason, answer, refused_geom)
VALUES ('Kilimani', 'SRID=4326;POINT(36.78 -1.29)', 'places', 'area',
    'gazetteer: two_places: its name is 440 km away', 'Kilimani', 'SRID=4326;POINT(39.6 -4)')
"""


class Desk(NamedTuple):
    """A server, and clients of a dispatcher and a viewer."""

    url: str
    base: str
    ann: httpx.Client
    viewer: httpx.Client


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    execute(url, SEED)
    tokens = [make_token(url, "ann", "dispatcher"), make_token(url, "wall", "viewer")]
    with ExitStack() as stack:
        base = stack.enter_context(serving(url, is_loopback=False))
        yield Desk(url, base, *(stack.enter_context(client_of(base, one)) for one in tokens))


def put(desk: Desk, known: str, at: dict[str, float] = AT, cluster: str = "") -> httpx.Response:
    return desk.ann.put(
        POSITION,
        params={"cluster": cluster} if cluster else CAFE,
        json=at,
        headers={"if-match": f'"{known}"'},
    )


def position_of(desk: Desk, ticket: str) -> Any:
    found = desk.viewer.get(f"/api/v1/inc/tickets/{ticket}").json()["ticket"]
    return found["geo_source"], found["longitude"], found["latitude"]


def test_a_position_counts_at_once_for_all_spellings_and_can_be_undone(desk: Desk) -> None:
    before = desk.viewer.get(PLACE, params=CAFE).json()
    assert before["spellings"] == ["Café Ngong", "cafe ngong hse 4"]
    assert (before["tickets"], before["longitude"], before["is_manual"]) == (1, None, False)

    placed = put(desk, before["version"]).json()

    assert (placed["is_manual"], placed["precision"], placed["latitude"]) == (True, "point", -1.3)
    assert placed["last_edit"]["edited_by"] == "ann"
    assert position_of(desk, "INC2") == ("manual", 36.77, -1.3)
    [edit] = desk.viewer.get("/api/v1/places/edits").json()["edits"]
    assert (edit["edited_by"], edit["spellings"], edit["was_latitude"]) == ("ann", 2, None)

    undo = f"/api/v1/places/edits/{placed['last_edit']['edit_id']}/undo"
    assert desk.ann.post(undo).json() == {"spellings": 2}
    assert position_of(desk, "INC2")[0] == "cluster"
    assert desk.viewer.get(PLACE, params=CAFE).json()["version"] == before["version"]
    again = desk.ann.post(undo)
    assert (again.status_code, again.json()["code"]) == (412, "FT706")
    assert "was edited since" in again.json()["message"]


def test_several_edits_are_undone_one_after_the_other_and_redone(desk: Desk) -> None:
    spots = [{"latitude": -1.3, "longitude": 36.7 + n / 100} for n in range(3)]
    edits = [put(desk, "*", at).json()["last_edit"]["edit_id"] for at in spots]

    def undo(edit: int) -> int:
        return desk.ann.post(f"/api/v1/places/edits/{edit}/undo").status_code

    assert undo(edits[1]) == 412
    assert undo(edits[2]) == 200
    assert position_of(desk, "INC2")[1] == 36.71
    assert undo(edits[2]) == 412
    assert undo(edits[1]) == 200
    assert position_of(desk, "INC2")[1] == 36.7
    listed = desk.viewer.get("/api/v1/places/edits").json()["edits"]
    assert [one["is_undone"] for one in listed] == [False, False, True, True, False]
    # An undo can be undone.
    assert undo(listed[0]["edit_id"]) == 200
    assert position_of(desk, "INC2")[1] == 36.71
    assert undo(edits[0]) == 412
    assert undo(edits[1]) == 200
    assert undo(edits[0]) == 200
    assert position_of(desk, "INC2")[0] == "cluster"


def test_an_edit_that_rests_on_an_older_state_is_refused(desk: Desk) -> None:
    known = desk.ann.get(PLACE, params=CAFE).json()["version"]
    assert put(desk, known).status_code == 200

    late = put(desk, known, {"latitude": -1.2, "longitude": 36.8})

    assert late.status_code == 412
    assert "ann edited its position at" in late.json()["message"]
    assert position_of(desk, "INC2") == ("manual", 36.77, -1.3)
    assert put(desk, "*", {"latitude": -1.2, "longitude": 36.8}).status_code == 200


def test_a_wrong_position_is_withdrawn(desk: Desk) -> None:
    version = put(desk, "*").json()["version"]

    answer = desk.ann.post(WRONG, params=CAFE, headers={"if-match": version})

    state = answer.json()
    assert (state["is_wrong"], state["latitude"], state["reason"]) == (True, None, "wrong: ann")
    assert position_of(desk, "INC2") == ("cluster", 36.78, -1.29)


def test_a_cluster_says_which_tickets_follow_it(desk: Desk) -> None:
    name = {"cluster": "KILIMANI"}
    before = desk.viewer.get(PLACE, params=name).json()
    # INC4 has the feed's own coordinates.
    assert (before["kind"], before["tickets"], before["open_tickets"]) == ("cluster", 1, 1)
    assert (before["refused_longitude"], before["precision"]) == (39.6, "cluster")

    assert put(desk, before["version"], cluster="KILIMANI").json()["is_manual"] is True

    assert position_of(desk, "INC2") == ("cluster", 36.77, -1.3)
    assert position_of(desk, "INC4")[0] == "feed"


def test_the_review_lists_the_worst_first_until_somebody_has_decided(desk: Desk) -> None:
    places = desk.viewer.get("/api/v1/places/review").json()["places"]
    assert [(one["kind"], one["place"], one["open_tickets"]) for one in places] == [
        ("cluster", "Kilimani", 1),
        ("location", "Café Ngong", 1),
        ("location", "cafe ngong hse 4", 0),
    ]
    assert places[0]["far_m"] > places[1]["far_m"] > 400_000
    assert places[0]["evidence_longitude"] == 36.78

    assert put(desk, "*").status_code == 200
    assert put(desk, "*", cluster="kilimani").status_code == 200

    assert desk.viewer.get("/api/v1/places/review").json()["places"] == []


@pytest.mark.parametrize(
    ("params", "at", "known", "refusal"),
    [
        (CAFE, AT, "", (428, "FT708", "If-Match is missing")),
        (CAFE, {"latitude": 51.0, "longitude": 0.0}, "*", (400, "FT507", "outside the service")),
        (CAFE, {"latitude": 91, "longitude": 0}, "*", (400, "FT601", "latitude")),
        (CAFE, {"latitude": 1}, "*", (400, "FT601", "longitude")),
        ({"cluster": "Atlantis"}, AT, "*", (404, "FT505", "no ticket is there")),
        ({"region": "Nairobi"}, AT, "*", (400, "FT601", "name a cluster or a location")),
        ({"cluser": "Kilimani"}, AT, "*", (400, "FT601", "no parameter 'cluser'")),
    ],
)
def test_a_slip_is_refused(
    params: dict[str, str],
    at: dict[str, float],
    known: str,
    refusal: tuple[int, str, str],
    desk: Desk,
) -> None:
    answer = desk.ann.put(POSITION, params=params, json=at, headers={"if-match": known})

    status, code, message = refusal
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert message in answer.json()["message"]


def test_an_unknown_edit_is_not_found(desk: Desk) -> None:
    assert desk.ann.post("/api/v1/places/edits/999/undo").status_code == 404


def test_a_viewer_reads_and_decides_nothing(desk: Desk) -> None:
    headers = {"if-match": "*"}
    for answer in (
        desk.viewer.put(POSITION, params=CAFE, json=AT, headers=headers),
        desk.viewer.post(WRONG, params=CAFE, headers=headers),
        desk.viewer.post("/api/v1/places/edits/1/undo"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "FT603")
    assert execute(desk.url, "SELECT count(*) FROM tickets.place_edits") == [(0,)]


def test_other_windows_are_notified(desk: Desk) -> None:
    listener = Listener(desk.base, make_token(desk.url, "other", "viewer"))
    hello = listener.next()
    assert hello is not None
    assert hello[0] == "hello"

    assert put(desk, "*").status_code == 200

    change = listener.next()
    assert change is not None
    assert (change[0], change[1]["dataset"]) == ("change", "inc")


def test_the_dispatchers_role_suffices_and_cannot_forge_the_record(
    url: str, postgres_server: PostgresServer
) -> None:
    execute(url, SEED)
    with login(postgres_server.dsn, "fleettickets_dispatcher") as who:
        own = make_conninfo(url, **who)
        setting = "SELECT tickets.set_place(NULL, 'Kilimani', 'Café Ngong', 36.77, -1.3, 'ann')"
        assert execute(own, setting) == [(2,)]
        assert execute(own, "SELECT edited_by FROM tickets.list_place_edits(5)") == [("ann",)]
        for statement in (
            "DELETE FROM tickets.place_edits",
            "UPDATE tickets.geo_locations SET geom = NULL",
        ):
            with pytest.raises(Exception, match="permission denied"):
                execute(own, statement)
