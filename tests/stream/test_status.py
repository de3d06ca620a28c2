"""``fleettickets status``: its text for a person and its JSON for a program."""

import json
from contextlib import closing
from typing import Any

import pytest

from fleettickets.commands.status import in_words, main
from fleettickets.store.connect import connect
from fleettickets.store.ledger import Ledger
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

GOOD = {key(0): csv_of([row("T1"), row("T2", normalized_status="closed")])}
REJECTED = {
    key(20): csv_of([row("T3", mttr="soon"), row("T4", mttr="later"), row("")]) + b"T5,open\n"
}
BROKEN = {key(40): b""}


@pytest.fixture
def command(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> "StatusCommand":
    monkeypatch.setenv("DATABASE_URL", world.url)
    return StatusCommand(capsys)


class StatusCommand:
    """Runs the command; returns its exit status and output."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def text(self, *options: str) -> tuple[int, str]:
        self._capsys.readouterr()
        status = main(options, prog="fleettickets status")
        return status, self._capsys.readouterr().out

    def json(self, *options: str) -> tuple[int, dict[str, Any]]:
        status, text = self.text("--json", *options)
        return status, json.loads(text)


def test_before_the_first_run_the_status_is_good(world: World, command: StatusCommand) -> None:
    status, text = command.text()

    assert world.query("SELECT * FROM tickets.import_runs") == []
    assert status == 0
    assert "Incidents (inc): good" in text
    assert "last run       none yet" in text
    assert command.json()[1]["datasets"][0]["runs"] == []


def test_a_good_run_is_described(world: World, command: StatusCommand) -> None:
    world.put(GOOD)
    world.run()

    status, answer = command.json("inc")
    [inc] = answer["datasets"]
    assert (status, answer["is_good"], inc["is_good"]) == (0, True, True)
    assert (inc["tickets"], inc["open_tickets"]) == (2, 1)
    assert inc["source_max_key"] == key(0)
    assert inc["content_as_of"] == "2026-06-24T06:00:00+00:00"
    assert inc["lag_minutes"] > 0
    [run] = inc["runs"]
    assert (run["state"], run["files_applied"], run["error"]) == ("succeeded", 1, None)
    assert (inc["failed_files"], inc["reject_reasons"]) == ([], [])
    assert "content as of  2026-06-24 09:00 EAT, " in command.text("inc")[1]


def test_equal_rejects_are_counted_together(world: World, command: StatusCommand) -> None:
    world.put(REJECTED)
    world.run()

    status, answer = command.json("inc")
    assert status == 0
    assert answer["datasets"][0]["reject_reasons"] == [
        {
            "severity": "warning",
            "column": "mttr",
            "reason": "expected a duration such as 36.5, at most 7 digits before the decimals",
            "rows": 2,
        },
        {"severity": "reject", "column": "ticket_id", "reason": "is blank", "rows": 1},
        {"severity": "reject", "column": None, "reason": "expected 32 fields", "rows": 1},
    ]
    lines = [line.split() for line in command.text("inc")[1].splitlines()]
    assert ["2", "warning", "mttr", "expected", "a"] in [line[:5] for line in lines]
    assert ["1", "reject", "the", "row", "expected", "32", "fields"] in lines


def test_a_failed_file_needs_a_person_until_it_is_corrected(
    world: World, command: StatusCommand
) -> None:
    world.put(GOOD | BROKEN)
    world.run()
    world.run()

    status, answer = command.json("inc")
    [failed] = answer["datasets"][0]["failed_files"]
    assert (status, failed["change_key"], failed["attempts"]) == (1, key(40), 2)
    text = command.text("inc")[1]
    assert "Incidents (inc): needs a person" in text
    assert f"{key(40)}  (2 attempts, last " in text
    assert "[FT101]" in text

    world.put({key(40): csv_of([row("T9")])})
    world.run()
    assert command.json("inc")[0] == 0
    assert command.json("inc")[1]["datasets"][0]["failed_files"] == []


def test_the_last_run_that_ended_decides(world: World, command: StatusCommand) -> None:
    world.put(GOOD)
    world.run()

    with closing(connect(world.url)) as conn:
        ledger = Ledger(conn, "inc")
        assert ledger.try_lock()
        ledger.start_run("bucket")
        status, text = command.text("inc")
        assert status == 0
        assert "running since " in text
        assert "run before     succeeded" in text

    # Its session is gone, and so is its lock: no process runs it any more.
    status, text = command.text("inc")
    assert status == 1
    assert "last run       was killed" in text


def test_a_run_that_failed_needs_a_person(world: World, command: StatusCommand) -> None:
    with closing(connect(world.url)) as conn:
        ledger = Ledger(conn, "crq")
        counts = {"files_applied": 0, "files_failed": 0, "files_archived": 0}
        run_id = ledger.start_run("bucket").run_id
        ledger.finish_run(run_id, "failed", counts, "[FT201] list: \x1b[2J is away.")

    status, text = command.text()
    assert status == 1
    assert "Installations (crq): needs a person" in text
    assert "Incidents (inc): good" in text
    assert "[FT201] list: \N{REPLACEMENT CHARACTER}[2J is away." in text
    assert command.text("inc")[0] == 0


@pytest.mark.usefixtures("command")
def test_an_unknown_dataset_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["xyz"], prog="fleettickets status")
    assert "unknown ticket type 'xyz', expected inc, crq" in capsys.readouterr().err


def test_a_database_that_is_away_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "host=127.0.0.1 port=1 dbname=none")

    assert main([], prog="fleettickets status") == 3
    assert capsys.readouterr().err.startswith("[FT301]")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "less than a minute"),
        (0, "less than a minute"),
        (1, "1 minute"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (2879, "1 day 23 hours"),
        (2885, "2 days"),
        (1_500_000, "1,041 days 16 hours"),
    ],
)
def test_durations_are_shown_in_two_units(minutes: int, words: str) -> None:
    assert in_words(minutes) == words
