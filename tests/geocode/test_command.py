"""``fleettickets geocode`` on the command line."""

from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.gazetteer.seeded_rules import seeded_rows
from fleettickets.commands.geocode import main
from fleettickets.store.connect import connect
from tests.support.tickets import add_ticket, position_of


@pytest.fixture
def database(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("GEOCODER_KEY", "GEOCODER_URL", "GEOCODER_PROVIDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", url)
    with closing(connect(url)) as conn:
        add_ticket(
            conn, "t", location_name="QOA-FAT-12 Bluebell Apts, Kangemi", cluster="Westlands"
        )
        add_ticket(conn, "none", location_name="Xyzzyx Qwerty", cluster="Westlands")
        add_ticket(conn, "same", location_name="Xyzzyx Qwerty", cluster="Kangemi")
    return url


def test_the_gazetteer_needs_no_key(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--dry-run"]) == 0
    assert "would ask gazetteer 3 questions for 3 places" in capsys.readouterr().out
    assert main([]) == 0
    assert "5 questions to gazetteer: 3 places located" in capsys.readouterr().out
    assert main([]) == 0
    assert "0 questions" in capsys.readouterr().out

    with closing(connect(database)) as conn:
        source, latitude, longitude = position_of(conn, "t")
        assert source == "location"
        assert (round(latitude, 1), round(longitude, 1)) == (-1.3, 36.7)
        assert position_of(conn, "none")[0] == "cluster"


def test_a_place_can_be_reviewed_set_and_forgotten(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([])
    assert main(["review"]) == 0
    assert "location 'Xyzzyx Qwerty' (in Westlands): no_match" in capsys.readouterr().out

    assert main(["set", "xyzzyx qwerty", "-1.25", "36.8"]) == 2
    assert "is in several clusters: Kangemi, Westlands" in capsys.readouterr().err
    assert main(["set", "--cluster", "westlands", "xyzzyx qwerty", "-1.25", "36.8"]) == 0
    main([])
    with closing(connect(database)) as conn:
        assert position_of(conn, "none") == ("manual", -1.25, 36.8)
        assert position_of(conn, "same")[0] == "cluster"
        assert main(["forget", "--cluster", "Westlands", "Xyzzyx Qwerty"]) == 0
        assert position_of(conn, "none")[0] == "cluster"
        assert main(["set", "Westlands", "-1.26", "36.81"]) == 0
        assert position_of(conn, "none") == ("cluster", -1.26, 36.81)


def locations_of(database: str) -> dict[str, tuple[str, float, float]]:
    with closing(connect(database)) as conn:
        return {
            ticket_id: (source, round(latitude, 5), round(longitude, 5))
            for ticket_id, source, latitude, longitude in conn.execute(
                "SELECT ticket_id, geo_source, latitude, longitude FROM tickets.inc"
                " WHERE geom IS NOT NULL"
            )
        }


@pytest.fixture
def spelled(database: str) -> str:
    """One place in three spellings, all located by the gazetteer."""
    with closing(connect(database)) as conn:
        add_ticket(conn, "rd", location_name="Kangemi Rd", cluster="Westlands")
        add_ticket(conn, "house", location_name="Kangemi Road Hse 4", cluster="Westlands")
        add_ticket(conn, "upper", location_name="KANGEMI ROAD", cluster="westlands")
        add_ticket(conn, "elsewhere", location_name="Kangemi Road", cluster="Ruaka")
    main([])
    return database


def test_a_place_is_set_in_all_its_spellings(
    spelled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = locations_of(spelled)
    assert before["rd"] == before["house"] == before["upper"]

    assert main(["set", "--cluster", "Westlands", "kangemi rd", "-1.26", "36.75"]) == 0

    after = locations_of(spelled)
    assert "'Kangemi Rd' and 2 other spellings (3 tickets)" in capsys.readouterr().out
    assert {after[name] for name in ("rd", "house", "upper")} == {("manual", -1.26, 36.75)}
    assert {name for name, known in after.items() if known != before[name]} == {
        "rd",
        "house",
        "upper",
    }


def test_a_forgotten_place_is_asked_for_again(
    spelled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = locations_of(spelled)
    main(["set", "--cluster", "Westlands", "Kangemi Rd", "-1.26", "36.75"])
    assert main(["forget", "--cluster", "Westlands", "Kangemi Road Hse 4"]) == 0
    assert locations_of(spelled)["rd"][0] == "cluster"
    capsys.readouterr()

    main(["--dry-run"])

    assert "would ask gazetteer 1 questions for 3 places\n  kangemi road (in Westlands)" in (
        capsys.readouterr().out
    )
    main([])
    assert locations_of(spelled) == before


def test_a_spelling_placed_by_hand_stays_there(spelled: str) -> None:
    with closing(connect(spelled)) as conn:
        conn.execute(
            "UPDATE tickets.geo_locations SET is_manual = TRUE, provider = 'manual',"
            " geom = ST_SetSRID(ST_MakePoint(36.7, -1.2), 4326)"
            " WHERE location_name = 'Kangemi Road Hse 4'"
        )

    main(["set", "--cluster", "Westlands", "Kangemi Rd", "-1.26", "36.75"])
    assert locations_of(spelled)["house"] == ("manual", -1.2, 36.7)
    main(["forget", "--cluster", "Westlands", "Kangemi Rd"])
    main([])

    assert locations_of(spelled)["house"] == ("manual", -1.2, 36.7)


def test_a_location_without_a_cluster_can_be_named(database: str) -> None:
    with closing(connect(database)) as conn:
        add_ticket(conn, "free", location_name="Xyzzyx Qwerty", cluster=None)

    assert main(["set", "--cluster", "", "Xyzzyx Qwerty", "-1.26", "36.75"]) == 0

    assert locations_of(database)["free"] == ("manual", -1.26, 36.75)


def test_swapped_latitude_and_longitude_are_rejected(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", "Westlands", "36.75", "-1.26"]) == 2
    assert "[FT507] 36.75000, -1.26000 lies outside" in capsys.readouterr().err

    with closing(connect(database)) as conn:
        conn.execute(
            "UPDATE tickets.geo_settings SET west = NULL, south = NULL, east = NULL, north = NULL"
        )
    assert main(["set", "Westlands", "36.75", "-1.26"]) == 0


@pytest.mark.parametrize(
    "words", [["--provider", "google"], ["--budget", "-1"], ["review", "--limit", "x"], ["seek"]]
)
def test_wrong_usage_asks_nothing(
    database: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)

    assert caught.value.code == 2
    assert words[-1] in capsys.readouterr().err
    with closing(connect(database)) as conn:
        assert conn.execute("SELECT count(*) FROM tickets.geo_clusters").fetchone() == (0,)


def test_an_unknown_provider_in_the_environment_is_reported(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del database
    monkeypatch.setenv("GEOCODER_PROVIDER", "google")

    assert main([]) == 2
    assert "GEOCODER_PROVIDER: expected one of" in capsys.readouterr().err


def test_a_failing_database_is_reported(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(connect(database)) as conn:
        conn.execute("ALTER TABLE tickets.geo_locations ADD CHECK (query <> 'xyzzyx qwerty')")

    assert main([]) == 3
    assert "[FT301] geocode: new row for relation" in capsys.readouterr().err


def test_a_place_that_no_ticket_has_is_rejected(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del database

    assert main(["set", "Atlantis", "0", "36"]) == 2
    assert "[FT505] 'Atlantis'" in capsys.readouterr().err


def test_an_invalid_alias_is_reported(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(connect(database)) as conn:
        conn.execute("INSERT INTO tickets.place_aliases VALUES ('pattern', '(', '', 1)")

    assert main([]) == 2
    assert "[FT501] place alias '('" in capsys.readouterr().err


def test_a_missing_gazetteer_is_reported(
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del database
    monkeypatch.setenv("GEOCODER_GAZETTEER", str(tmp_path / "none"))

    assert main([]) == 2
    assert "[FT506]" in capsys.readouterr().err


def test_the_seeded_rules_equal_those_of_a_new_database(url: str) -> None:
    with closing(connect(url)) as conn:
        rows = conn.execute("SELECT kind, alias, replacement FROM tickets.place_aliases").fetchall()

    assert sorted(rows) == sorted(seeded_rows())
