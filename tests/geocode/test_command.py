"""``fleettickets geocode`` as a person uses it."""

from contextlib import closing
from pathlib import Path

import pytest

from fleettickets.commands.geocode import main
from fleettickets.store.connect import connect
from tests.support.aliases import seeded_rows
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


def test_a_place_is_reviewed_set_and_forgotten(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([])
    assert main(["review"]) == 0
    assert "location 'Xyzzyx Qwerty' (in Westlands): no_match" in capsys.readouterr().out

    assert main(["set", "xyzzyx qwerty", "-1.25", "36.8"]) == 2
    assert "stands in several clusters: Kangemi, Westlands" in capsys.readouterr().err
    assert main(["set", "--cluster", "westlands", "xyzzyx qwerty", "-1.25", "36.8"]) == 0
    main([])
    with closing(connect(database)) as conn:
        assert position_of(conn, "none") == ("manual", -1.25, 36.8)
        assert position_of(conn, "same")[0] == "cluster"
        assert main(["forget", "--cluster", "Westlands", "Xyzzyx Qwerty"]) == 0
        assert position_of(conn, "none")[0] == "cluster"
        assert main(["set", "Westlands", "-1.26", "36.81"]) == 0
        assert position_of(conn, "none") == ("cluster", -1.26, 36.81)


def test_a_place_that_no_ticket_has_is_refused(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del database

    assert main(["set", "Atlantis", "0", "36"]) == 2
    assert "[FT505] 'Atlantis'" in capsys.readouterr().err


def test_a_wrong_alias_is_named(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(connect(database)) as conn:
        conn.execute("INSERT INTO tickets.place_aliases VALUES ('pattern', '(', '', 1)")

    assert main([]) == 2
    assert "[FT501] place alias '('" in capsys.readouterr().err


def test_a_gazetteer_that_is_absent_is_named(
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del database
    monkeypatch.setenv("GEOCODER_GAZETTEER", str(tmp_path / "none"))

    assert main([]) == 2
    assert "[FT506]" in capsys.readouterr().err


def test_the_seeded_rules_are_those_of_a_new_database(url: str) -> None:
    with closing(connect(url)) as conn:
        rows = conn.execute("SELECT kind, alias, replacement FROM tickets.place_aliases").fetchall()

    assert sorted(rows) == sorted(seeded_rows())
