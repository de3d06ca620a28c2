"""Geocoding after an import may fail, hang or be stopped: the import is complete all the same."""

import json
import signal
import subprocess
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fleettickets.geocoding import asker
from fleettickets.store.connect import connect, limit_lock_wait
from tests.support.geocoder_server import (
    DAY,
    INVALID_KEY,
    KEY,
    MINUTE,
    SECOND,
    UNKNOWN,
    GeocoderServer,
    Reply,
)
from tests.support.geocoding import answer_everything
from tests.support.importing import Importer, geocoding_environ
from tests.support.serving import early_in_the_minute
from tests.support.tickets import misplaced

Capsys = pytest.CaptureFixture[str]
PLACES = [f"{letter * 5} Rd" for letter in "abcdefghijklmnopqrst"]


@pytest.fixture
def importer(
    url: str, server: GeocoderServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Importer:
    """An importer whose provider knows every place; it has five seconds for a run."""
    environ = geocoding_environ(url, server) | {"FLEETTICKETS_GEOCODE_S": "5"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    server.answer = answer_everything
    return Importer(tmp_path, environ)


def rows(url: str) -> Any:
    """Return the states of runs and files, and the number of tickets by the source of position."""
    with closing(connect(url)) as conn:
        assert misplaced(conn) == []
        states = conn.execute(
            "SELECT state FROM tickets.import_runs UNION ALL SELECT state FROM tickets.import_files"
        ).fetchall()
        found = conn.execute(
            "SELECT geo_source, count(*)::integer FROM tickets.all_tickets GROUP BY 1"
        ).fetchall()
    return {state for (state,) in states}, dict(found)


COMPLETE = {"succeeded", "applied"}


@pytest.mark.parametrize(
    ("reply", "changes", "problem"),
    [
        (UNKNOWN, {"GEOCODER_URL": "http://127.0.0.1:1/v1"}, "the connection failed"),
        (INVALID_KEY, {}, "[FT502]"),
        (UNKNOWN, {}, "status 500"),
        ("slow", {}, "no complete answer within 0.5 s"),
        ("drip", {}, "no complete answer within 0.5 s"),
        ("cut", {}, "the connection failed"),
        (answer_everything("ngara"), {"GEOCODER_PROVIDER": "google"}, "GEOCODER_PROVIDER"),
        (answer_everything("ngara"), {"FLEETTICKETS_GEOCODE_S": "x"}, "FLEETTICKETS_GEOCODE_S"),
        (
            answer_everything("ngara"),
            {"GEOCODER_PROVIDER": "gazetteer", "GEOCODER_GAZETTEER": "/none"},
            "[FT506]",
        ),
    ],
)
def test_a_provider_that_fails_does_not_fail_the_import(  # noqa: PLR0913, PLR0917 - a table
    reply: Reply,
    changes: dict[str, str],
    problem: str,
    importer: Importer,
    url: str,
    server: GeocoderServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capsys,
) -> None:
    for name, value in {"GEOCODER_TIMEOUT_S": "0.5", **changes}.items():
        monkeypatch.setenv(name, value)
    server.answer = lambda _: reply

    assert importer.run("inc", "Ngara Rd", options=("--json",)) == 0

    output = capsys.readouterr()
    assert problem in output.err
    assert KEY not in output.err + output.out
    assert json.loads(output.out)["inserted"] == 1
    assert problem in str(json.loads(output.out)["geocoding"])
    assert rows(url) == (COMPLETE, {None: 1})


@pytest.mark.parametrize(("reply", "stopped"), [(DAY, "day"), (MINUTE, "time"), (SECOND, None)])
def test_a_rate_limit_is_waited_out_only_if_there_is_time(
    reply: Reply, stopped: str | None, importer: Importer, server: GeocoderServer, capsys: Capsys
) -> None:
    server.replies = [reply]
    early_in_the_minute()
    began = time.monotonic()

    assert importer.run("inc", "Ngara Rd", options=("--json",)) == 0

    assert time.monotonic() - began < 9
    found = json.loads(capsys.readouterr().out)["geocoding"]
    assert (found["stopped"], found["left"]) == (stopped, 2 if stopped else 0)


def test_a_bug_in_the_geocoder_does_not_fail_the_import(
    importer: Importer, url: str, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.setattr(asker.Asker, "search", None)

    assert importer.run("inc", "Ngara Rd") == 0

    assert "TypeError; `fleettickets geocode` shows where" in capsys.readouterr().err
    assert rows(url)[0] == COMPLETE


def test_an_import_geocodes_for_a_limited_time(
    importer: Importer,
    url: str,
    server: GeocoderServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capsys,
) -> None:
    monkeypatch.setenv("GEOCODER_RATE", "1")
    monkeypatch.setenv("FLEETTICKETS_GEOCODE_S", "6")
    began = time.monotonic()

    assert importer.run("inc", *PLACES, options=("--json",)) == 0

    assert time.monotonic() - began < 30
    assert 1 <= len(server.questions) <= 6
    found = json.loads(capsys.readouterr().out)["geocoding"]
    assert (found["stopped"], found["problem"], found["faults"]) == ("time", None, [])
    assert found["left"] == len(PLACES) + 1 - len(server.questions)
    monkeypatch.setenv("GEOCODER_RATE", "1000")
    monkeypatch.setenv("FLEETTICKETS_GEOCODE_S", "100")
    assert importer.run("crq") == 0
    assert rows(url) == (COMPLETE, {"location": len(PLACES)})
    assert len(server.questions) == len(PLACES) + 1


def test_a_lock_that_is_held_ends_geocoding_in_time(
    importer: Importer, url: str, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.setenv("FLEETTICKETS_GEOCODE_S", "1")
    assert importer.run("inc", *PLACES[:2], options=("--no-geocode",)) == 0
    with closing(connect(url)) as conn, conn.transaction():
        conn.execute("LOCK TABLE tickets.geo_clusters IN SHARE MODE")
        began = time.monotonic()

        assert importer.run("crq") == 0

        assert time.monotonic() - began < 15
    assert "[FT306] geocode" in capsys.readouterr().err


def test_a_shorter_wait_for_locks_is_kept(url: str) -> None:
    with closing(connect(url, lock_wait_s=2)) as conn:
        for limit_s, expected in [(5, "2s"), (1, "1s")]:
            limit_lock_wait(conn, limit_s)
            assert conn.execute("SHOW lock_timeout").fetchone() == (expected,)


def wait_for_questions(server: GeocoderServer, run: subprocess.Popen[str], count: int) -> None:
    give_up_at = time.monotonic() + 30
    while len(server.searches) < count and run.poll() is None:
        assert time.monotonic() < give_up_at
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("is_slow", [True, False])
def test_an_interrupted_run_ends_well_and_the_next_goes_on(
    number: signal.Signals,
    *,
    is_slow: bool,
    importer: Importer,
    url: str,
    server: GeocoderServer,
) -> None:
    slow = {"GEOCODER_TIMEOUT_S": "60"} if is_slow else {"GEOCODER_RATE": "0.5"}
    server.replies = [answer_everything("kitisuru"), *["slow" for _ in range(9) if is_slow]]
    run = importer.start("inc", *PLACES, FLEETTICKETS_GEOCODE_S="600", **slow)
    wait_for_questions(server, run, 2 if is_slow else 1)
    time.sleep(0.3)
    began = time.monotonic()
    run.send_signal(number)
    output, errors = run.communicate(timeout=30)

    assert (run.returncode, time.monotonic() - began < 10) == (0, True), errors
    assert "left for the next run: interrupted" in errors
    answer = json.loads(output)
    assert answer["inserted"] == len(PLACES)
    assert answer["geocoding"]["left"] == len(PLACES)
    assert rows(url) == (COMPLETE, {"cluster": len(PLACES)})
    server.replies = []
    with closing(connect(url)) as conn:
        conn.execute("UPDATE tickets.geocode_pace SET next_at = now()")
    assert importer.run("inc") == 0
    assert rows(url) == (COMPLETE, {"location": len(PLACES)})
    assert server.questions.count("kitisuru") == 1


def test_a_killed_run_has_imported_and_the_next_goes_on(
    importer: Importer, url: str, server: GeocoderServer
) -> None:
    def answer(text: str) -> Reply:
        time.sleep(0.05)
        return answer_everything(text)

    server.answer = answer
    run = importer.start("inc", *PLACES)
    wait_for_questions(server, run, 5)
    run.kill()
    run.communicate()
    states, found = rows(url)
    assert states == COMPLETE
    assert sum(found.values()) == len(PLACES)
    assert 0 < found["cluster"] < len(PLACES)

    assert importer.run("crq") == 0

    assert rows(url) == (COMPLETE, {"location": len(PLACES)})
    assert len(server.questions) <= len(PLACES) + 2


def test_two_imports_at_once_ask_once_and_keep_one_pace(
    importer: Importer, url: str, server: GeocoderServer
) -> None:
    for dataset in ("inc", "crq"):
        importer.run(dataset, *PLACES, options=("--no-geocode",))
    runs = [
        importer.start(dataset, "Last Rd", GEOCODER_RATE="10", FLEETTICKETS_GEOCODE_S="60")
        for dataset in ("inc", "crq")
    ]
    outputs = [run.communicate(timeout=60) for run in runs]

    assert [run.returncode for run in runs] == [0, 0], outputs
    assert set(Counter(server.questions).values()) == {1}
    assert len(server.questions) == len(PLACES) + 2
    turns = [min(server.balanced_at) + number / 10 for number in range(len(PLACES) + 2)]
    assert all(at > turn for at, turn in zip(sorted(server.times), turns, strict=True))
    found = [json.loads(output)["geocoding"] for output, _ in outputs]
    assert sum(geocoding["questions"] for geocoding in found) == len(PLACES) + 2
    assert rows(url) == (COMPLETE, {"location": 2 * len(PLACES) + 2})


def test_two_imports_at_once_share_a_gazetteer(importer: Importer, url: str) -> None:
    for dataset in ("inc", "crq"):
        importer.run(dataset, "Bluebell Apts, Kangemi", options=("--no-geocode",), cluster="Ruaka")
    changes = {"GEOCODER_KEY": "", "GEOCODER_URL": "", "FLEETTICKETS_GEOCODE_S": "60"}
    runs = [importer.start(dataset, "Xyzzyx Qwerty", **changes) for dataset in ("inc", "crq")]
    outputs = [run.communicate(timeout=60) for run in runs]

    assert [(run.returncode, errors) for run, (_, errors) in zip(runs, outputs, strict=True)] == [
        (0, "")
    ] * 2
    assert rows(url)[1]["location"] == 2
