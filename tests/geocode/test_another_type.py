"""Places of a third ticket type can be located, reviewed and set like those of the others."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fleettickets.commands.geocode import main
from fleettickets.domain.place import Place
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.migrate import migrate
from fleettickets.store.suspects import refresh_suspects
from tests.support.databases import fresh_database
from tests.support.schemas import shipped_schema_with
from tests.support.tickets import add_ticket, misplaced, position_of

ANOTHER = Path(__file__).parents[2] / "docs" / "another-type.sql"


@pytest.fixture
def database(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    schema = shipped_schema_with(
        tmp_path / "sql", "migrations/9000_add_mnt.sql", ANOTHER.read_text(encoding="utf-8")
    )
    monkeypatch.setattr("fleettickets.store.migrate.read_schema", lambda: schema)
    with fresh_database(postgres_server.dsn) as url:
        with closing(connect(url)) as conn:
            migrate(conn)
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


def test_its_places_can_be_located_reviewed_and_set(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(connect(database)) as conn:
        add_ticket(conn, "t", table="mnt", cluster="Westlands", location_name="Xyzzyx Qwerty")
        for number in range(5):
            add_ticket(
                conn, f"m{number}", table="mnt", cluster="Zzz", latitude="-1.25", longitude="36.8"
            )
        report = Geocoder(conn, GeocoderSettings()).run()

        assert Place("Westlands") in report.places
        assert Geocodes(conn).feed_centres(["Zzz"])
        assert position_of(conn, "t", "mnt")[0] == "cluster"
        seen = [(place.place, place.open_tickets) for place in Geocodes(conn).review(10)]
        assert ("Xyzzyx Qwerty", 1) in seen
        assert main(["set", "xyzzyx qwerty", "-1.26", "36.75"]) == 0
        assert "(1 tickets)" in capsys.readouterr().out
        assert position_of(conn, "t", "mnt") == ("manual", -1.26, 36.75)
        assert misplaced(conn) == []


def test_its_coordinates_are_checked(database: str) -> None:
    with closing(connect(database)) as conn:
        for number, name in enumerate("abcdefghij"):
            add_ticket(
                conn,
                name,
                table="mnt" if number % 2 else "inc",
                location_name=f"{name} Rd",
                latitude="-1.29",
                longitude="36.8",
            )

        assert refresh_suspects(conn) == 1
        assert position_of(conn, "b", "mnt") == (None, None, None)
        assert misplaced(conn) == []
