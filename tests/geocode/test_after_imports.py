"""Every import geocodes what open tickets lack, after its own work is complete."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fleettickets.commands import geocode, imports, replay
from fleettickets.config import BucketSettings
from fleettickets.store.connect import connect
from fleettickets.store.ledger import Ledger
from tests.support.feed import csv_of, key, row
from tests.support.geocoder_server import GeocoderServer, Reply
from tests.support.geocoding import answer_everything
from tests.support.importing import Importer, geocoding_environ
from tests.support.imports import World
from tests.support.tickets import misplaced

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def importer(
    url: str, server: GeocoderServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Importer:
    """An importer whose provider knows every place."""
    environ = geocoding_environ(url, server)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    server.answer = answer_everything
    return Importer(tmp_path, environ)


def sources(url: str, dataset: str = "inc") -> list[Any]:
    with closing(connect(url)) as conn:
        assert misplaced(conn) == []
        statement = f"SELECT geo_source FROM tickets.{dataset} ORDER BY ticket_id"
        return [source for (source,) in conn.execute(statement.encode())]


@pytest.mark.parametrize("dataset", ["inc", "crq"])
def test_a_new_cluster_is_on_the_map_after_the_import_alone(
    dataset: str, importer: Importer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GEOCODER_URL", "GEOCODER_KEY"):
        monkeypatch.delenv(name)

    assert importer.run(dataset, "Xyzzyx Qwerty", cluster="MUIGAI INN") == 0
    assert importer.run(dataset, "Bluebell Apts, Kangemi", cluster="KANGEMI") == 0

    assert sources(url, dataset) == [None, "location"]


@pytest.mark.parametrize("dataset", ["inc", "crq"])
def test_both_kinds_of_places_are_asked_for(
    dataset: str, importer: Importer, url: str, server: GeocoderServer, capsys: Capsys
) -> None:
    assert importer.run(dataset, "Ngara Rd", "Ngara Road", "Muthaiga Rd") == 0

    assert sorted(server.questions) == ["kitisuru", "muthaiga road", "ngara road"]
    assert sources(url, dataset) == ["location"] * 3
    output = capsys.readouterr()
    assert "geocoding questions=3 located=4 copied=0 refused=0 left=0\n" in output.out
    assert not output.err


def test_clusters_that_only_closed_tickets_have_come_last(
    world: World, server: GeocoderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in geocoding_environ(world.url, server).items():
        monkeypatch.setenv(name, value)
    server.answer = answer_everything
    closed = {"is_actionable": "false", "bucket": "closed", "normalized_status": "CLOSED COMPLETE"}
    rows = [
        row("old", cluster="UTHIRU", closed_at="2026-02-01 05:00:00", **closed),
        row("recent", cluster="KANGEMI", closed_at="2026-06-24 05:00:00", **closed),
        row("open", cluster="KITISURU", location_name="Ngara Rd"),
    ]
    world.put({key(0): csv_of(rows)})
    world.run()

    assert geocode.main([]) == 0

    assert server.questions == ["kitisuru", "ngara road", "kangemi", "uthiru"]
    assert world.query("SELECT ticket_id, geo_source FROM tickets.inc ORDER BY 1") == [
        ("old", "cluster"),
        ("open", "location"),
        ("recent", "cluster"),
    ]


def test_an_import_looks_up_the_clusters_of_closed_tickets_that_an_earlier_one_left(
    importer: Importer, url: str, server: GeocoderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: Any = {"is_actionable": "false", "closed_at": "2026-06-24 05:00:00"}
    monkeypatch.setenv("FLEETTICKETS_GEOCODE_S", "0")
    assert importer.run("inc", "Ngara Rd", **closed) == 0
    assert sources(url) == [None]

    monkeypatch.delenv("FLEETTICKETS_GEOCODE_S")
    assert importer.run("crq") == 0

    assert server.questions == ["kitisuru"]
    assert sources(url) == ["cluster"]


@pytest.mark.parametrize("options", [("--no-geocode",), ("--apply",), ()])
def test_it_can_be_turned_off(
    options: tuple[str, ...],
    importer: Importer,
    server: GeocoderServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capsys,
) -> None:
    words = importer.command("inc", "Ngara Rd")
    words.remove("--apply")
    if options == ("--apply",):
        monkeypatch.setenv("FLEETTICKETS_GEOCODE_S", "0")
    elif options:
        options = (*options, "--apply")

    assert imports.import_main("inc", [*words, *options, "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["geocoding"] is None
    assert answer["is_applied"] is bool(options)
    assert (server.questions, server.balances) == ([], 0)


def test_a_run_with_nothing_new_asks_for_what_was_left(
    importer: Importer,
    url: str,
    server: GeocoderServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capsys,
) -> None:
    monkeypatch.setenv("GEOCODER_BUDGET", "2")
    assert importer.run("inc", "Ngara Rd", "Muthaiga Rd", "Limuru Rd") == 0
    assert (
        "questions=2 located=2 copied=0 refused=0 left=2 stopped=budget\n"
        in capsys.readouterr().out
    )
    assert importer.run("crq") == 0
    assert (
        "questions=0 located=0 copied=0 refused=0 left=2 stopped=budget\n"
        in capsys.readouterr().out
    )

    with closing(connect(url)) as conn:
        conn.execute("UPDATE tickets.geocode_days SET asked_on = asked_on - 1")
    assert importer.run("crq") == 0

    assert sorted(sources(url)) == ["location"] * 3
    assert len(server.questions) == 4


def test_nothing_is_asked_or_loaded_if_nothing_is_unknown(
    importer: Importer, server: GeocoderServer, capsys: Capsys
) -> None:
    server.answer = lambda text: (
        (404, b'{"error": "Unable to geocode"}') if "ngara" in text else answer_everything(text)
    )
    assert importer.run("inc", "Ngara Rd", "Muthaiga Rd") == 0
    asked = len(server.questions), server.balances
    capsys.readouterr()

    script = """
import sys
from fleettickets.commands.imports import import_main
status = import_main("inc", sys.argv[1:])
heavy = {"rapidfuzz", "fleettickets.geocoding.geocoder", "fleettickets.store.geocodes"}
print(status, sorted(heavy & sys.modules.keys()))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, *importer.command("inc")],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "0 []"
    assert "geocoding" not in done.stdout + done.stderr
    assert (len(server.questions), server.balances) == asked
    assert importer.run("inc", options=("--json",)) == 0
    assert json.loads(capsys.readouterr().out)["geocoding"] == {
        "questions": 0,
        "located": 0,
        "copied": 0,
        "refused": 0,
        "left": 0,
        "stopped": None,
        "problem": None,
        "faults": [],
    }


def test_the_import_is_complete_before_the_first_question(
    importer: Importer, url: str, server: GeocoderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[Any] = []
    monkeypatch.setattr(imports, "_notify", lambda: steps.append("notified"))

    def answer(text: str) -> Reply:
        with closing(connect(url)) as conn:
            assert Ledger(conn, "inc").try_lock()
            found = conn.execute(
                "SELECT r.state, f.state FROM tickets.import_runs AS r"
                " INNER JOIN tickets.import_files AS f USING (run_id)"
            ).fetchall()
        steps.append(found)
        return answer_everything(text)

    server.answer = answer
    assert importer.run("inc", "Ngara Rd") == 0

    assert steps == ["notified", *[[("succeeded", "applied")]] * 2, "notified"]


def test_a_skipped_run_leaves_geocoding_to_the_other(
    importer: Importer, url: str, server: GeocoderServer, capsys: Capsys
) -> None:
    importer.run("crq", "Ngara Rd", options=("--no-geocode",))
    with closing(connect(url)) as conn:
        assert Ledger(conn, "inc").try_lock()

        assert importer.run("inc", "Muthaiga Rd", options=("--json",)) == 0

    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (answer["is_skipped"], answer["geocoding"]) == (True, None)
    assert server.questions == []


def test_a_file_that_fails_does_not_stop_geocoding(
    importer: Importer, url: str, server: GeocoderServer
) -> None:
    words = importer.command("inc", "Ngara Rd")
    (importer.folder / "inc" / "2026-06-25T23-00-00.csv").write_bytes(b"")

    assert imports.import_main("inc", words) == 1

    assert len(server.questions) == 2
    assert sources(url) == ["location"]


@pytest.mark.parametrize(
    ("flag", "asked"),
    [("--geocode-clusters", ["kitisuru"]), ("--geocode-locations", ["ngara road"])],
)
def test_a_flag_restricts_it_to_one_kind(
    flag: str, asked: list[str], importer: Importer, server: GeocoderServer, capsys: Capsys
) -> None:
    assert importer.run("inc", "Ngara Rd", options=(flag,)) == 0
    assert server.questions == asked
    assert "1 questions to locationiq" in capsys.readouterr().out

    with pytest.raises(SystemExit) as caught:
        importer.run("inc", options=(flag, "--no-geocode"))
    assert caught.value.code == 2
    assert "--no-geocode excludes" in capsys.readouterr().err


@pytest.fixture
def world(url: str, bucket: BucketSettings, monkeypatch: pytest.MonkeyPatch) -> World:
    """A bucket with one file."""
    for name, value in {
        "RUSTFS_ENDPOINT": bucket.endpoint,
        "RUSTFS_BUCKET": bucket.bucket,
        "RUSTFS_ACCESS_KEY": bucket.access_key,
        "RUSTFS_SECRET_KEY": bucket.secret_key,
    }.items():
        monkeypatch.setenv(name, value)
    world = World(url, bucket)
    world.put({key(0): csv_of([row("T1", cluster="Kitisuru", location_name="Ngara Rd")])})
    return world


def test_the_files_are_archived_before_the_first_question(
    importer: Importer, world: World, server: GeocoderServer
) -> None:
    del importer
    left: list[list[str]] = []

    def answer(text: str) -> Reply:
        left.append(world.keys("automations/inc/changes/"))
        return answer_everything(text)

    server.answer = answer
    assert imports.import_main("inc", ["--from-bucket", "--apply"]) == 0

    assert left == [[], []]


def test_a_replay_geocodes_too(
    importer: Importer, world: World, server: GeocoderServer, capsys: Capsys
) -> None:
    del importer
    assert imports.main(["inc", "--apply", "--no-geocode"]) == 0
    assert replay.main(["inc", "--no-geocode"]) == 0
    assert server.questions == []

    assert replay.main(["inc"]) == 0

    assert "geocoding questions=2 located=2 copied=0 refused=0 left=0\n" in capsys.readouterr().out
    assert sources(world.url) == ["location"]
