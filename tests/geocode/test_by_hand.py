"""What people know of a position wins, in all spellings, and can be undone."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from psycopg.errors import InvalidParameterValue

from fleettickets.commands.geocode import main
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection, connect
from tests.support.tickets import add_ticket, misplaced, position_of

Capsys = pytest.CaptureFixture[str]

_SET = "SELECT tickets.set_place(%s, %s, %s, %s, %s, %s)"
_UNDO = "SELECT tickets.undo_place_edit(max(edit_id), 'eve') FROM tickets.place_edits"
_SPELLINGS = ("Sarit Gate", "sarit gate Hse 4", "WLD-FAT-3 Sarit Gate")


@pytest.fixture
def spelled(conn: Connection) -> Connection:
    """Three spellings of a place, and another region's place of that name."""
    for name in _SPELLINGS:
        add_ticket(conn, name, region="Nairobi", cluster="Westlands", location_name=name)
    add_ticket(conn, "far", region="Mombasa", cluster="Westlands", location_name="Sarit Gate")
    return conn


@pytest.fixture
def commanded(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    monkeypatch.setenv("DATABASE_URL", url)
    with closing(connect(url)) as conn:
        add_ticket(conn, "t", region="Nairobi", cluster="Westlands", location_name="Sarit Gate")
        yield conn


def geocode(conn: Connection) -> None:
    Geocoder(conn, GeocoderSettings()).run()


def sources(conn: Connection) -> list[str]:
    return [position_of(conn, name)[0] for name in (*_SPELLINGS, "far")]


def test_a_position_counts_for_all_spellings_of_its_region(spelled: Connection) -> None:
    geocode(spelled)

    set_by = ("NAIROBI", "Westlands", "Sarit Gate", 36.8, -1.26, "amina")
    assert spelled.execute(_SET, set_by).fetchone() == (3,)

    assert sources(spelled)[:3] == ["manual"] * 3
    assert sources(spelled)[3] != "manual"
    assert position_of(spelled, _SPELLINGS[1]) == ("manual", -1.26, 36.8)
    assert misplaced(spelled) == []


def test_a_position_set_before_any_run_finds_the_spellings_later(spelled: Connection) -> None:
    spelled.execute(_SET, ("nairobi", "Westlands", "Sarit Gate", 36.8, -1.26, "amina"))

    geocode(spelled)

    assert sources(spelled)[:3] == ["manual"] * 3
    count = spelled.execute("SELECT count(*) FROM tickets.place_edits").fetchone()
    assert count == (3,)


def test_every_edit_is_recorded_and_can_be_undone(spelled: Connection) -> None:
    geocode(spelled)
    before = sources(spelled)
    spelled.execute(_SET, ("nairobi", "Westlands", "Sarit Gate", 36.8, -1.26, "amina"))
    rows = spelled.execute("SELECT edited_by, kind, region FROM tickets.place_edits").fetchall()
    assert rows == [("amina", "location", "nairobi")] * 3

    # All of one test is one transaction, so the undo is too.
    assert spelled.execute(_UNDO).fetchone() == (3,)

    assert sources(spelled) == before
    assert misplaced(spelled) == []


def test_a_wrong_position_is_withdrawn_and_not_looked_up_again(spelled: Connection) -> None:
    spelled.execute(_SET, ("nairobi", "Westlands", None, 36.81, -1.27, "amina"))
    spelled.execute(_SET, ("nairobi", "Westlands", "Sarit Gate", None, None, "amina"))

    geocode(spelled)

    assert position_of(spelled, "Sarit Gate") == ("cluster", -1.27, 36.81)
    row = spelled.execute(
        "SELECT DISTINCT reason FROM tickets.geo_locations WHERE region = 'nairobi'"
    ).fetchall()
    assert row == [("wrong: amina",)]


@pytest.mark.parametrize(
    ("longitude", "latitude", "editor"),
    [(0.0, 51.0, "amina"), (36.8, None, "amina"), (36.8, -1.26, ""), (-1.26, 36.8, "amina")],
)
def test_an_edit_that_makes_no_sense_is_refused(
    conn: Connection, longitude: float, latitude: float | None, editor: str
) -> None:
    with pytest.raises(InvalidParameterValue):
        conn.execute(_SET, ("nairobi", "Westlands", "Sarit Gate", longitude, latitude, editor))


def test_commands_set_reject_list_and_undo(commanded: Connection, capsys: Capsys) -> None:
    assert main(["set", "--by", "amina", "Sarit Gate", "-1.26", "36.8"]) == 0
    assert main(["wrong", "--by", "juma", "--region", "nairobi", "sarit gate"]) == 0
    assert position_of(commanded, "t")[0] is None
    capsys.readouterr()

    assert main(["edits"]) == 0
    newest, oldest = capsys.readouterr().out.splitlines()
    assert "juma: location 'Sarit Gate' (in Westlands, nairobi), 1 spellings" in newest
    assert newest.endswith("-1.26000, 36.80000 -> wrong")
    assert oldest.endswith("none -> -1.26000, 36.80000")

    assert main(["undo", "--by", "juma", oldest.partition(":")[0]]) == 2
    assert "was edited since" in capsys.readouterr().err
    assert main(["undo", "--by", "juma", newest.partition(":")[0]]) == 0
    assert position_of(commanded, "t") == ("manual", -1.26, 36.8)
    assert main(["undo", "999"]) == 2


def test_the_worst_place_is_reviewed_first(commanded: Connection, capsys: Capsys) -> None:
    for number in range(3):
        add_ticket(commanded, f"m{number}", cluster="Westlands", location_name="Qwerty Xyzzyx")
    add_ticket(commanded, "one", cluster="Westlands", location_name="Asdfgh Zxcvbn")
    main([])
    capsys.readouterr()

    assert main(["review"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "'Qwerty Xyzzyx'" in lines[0]
    assert "3 open tickets" in lines[0]
