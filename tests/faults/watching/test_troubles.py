"""Overdue imports, rejected rows and spent budgets are shown and posted."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fleettickets.commands import imports, replay, status, words
from fleettickets.store.connect import connect
from fleettickets.store.geocode_turns import GeocodeTurns
from tests.faults.watching.steps import (
    GOOD,
    Capsys,
    age_runs,
    cost,
    counted,
    execute,
    import_inc,
    troubles,
)
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.webhook import Webhook


def test_nothing_is_posted_while_all_is_well(world: World, hook: Webhook, capsys: Capsys) -> None:
    assert troubles(capsys) == (0, [])
    assert counted(world) == {}
    world.put({key(0): GOOD})
    assert import_inc() == 0
    assert status.main(["--notify"]) == 0
    assert hook.asked == 0


def test_a_status_that_no_rule_knows_is_posted_once_and_cleared_by_a_word(
    world: World, hook: Webhook, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", world.url)
    for minute in (0, 20):
        world.put({key(minute): csv_of([row(f"T{minute}", normalized_status="PARKED")])})
        assert import_inc() == 0
        assert status.main(["--notify"]) == 1
    assert troubles(capsys) == (1, [("inc", "unknown_status")])
    assert counted(world) == {("inc", "unknown_status"): 1}

    assert words.main(["set", "parked", "open"]) == 0
    assert status.main(["--notify"]) == 0
    assert words.main(["unset", "parked"]) == 0
    assert hook.changes == [
        ("raised", "unknown_status", "inc"),
        ("cleared", "unknown_status", "inc"),
    ]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (
            "Work completed - pending customer",
            "The words of open and of closed tickets are both in",
        ),
        ("Not reachable", "No rule knows"),
    ],
)
def test_a_status_that_says_nothing_is_named_with_the_reason(
    world: World, status: str, message: str
) -> None:
    world.put({key(0): csv_of([row("T1", normalized_status=status, is_actionable="false")])})
    assert import_inc() == 0

    [(found,)] = world.query("SELECT message FROM tickets.find_troubles()")
    assert found.startswith(f"{message} the status '{status.lower()}' of inc")


def test_an_overdue_import_and_its_end_are_posted_once(
    world: World, hook: Webhook, capsys: Capsys, note: Note
) -> None:
    age_runs(world, 89)
    assert troubles(capsys) == (0, [])
    age_runs(world, 2)

    assert troubles(capsys) == (1, [("inc", "import_overdue")])
    assert counted(world) == {("inc", "import_overdue"): 1}
    for _ in range(3):
        assert status.main(["--notify"]) == 1
    assert hook.changes == [("raised", "import_overdue", "inc")]
    assert "No successful import of inc since" in capsys.readouterr().out

    began = time.monotonic()
    assert import_inc() == 0
    assert import_inc() == 0
    assert hook.changes[1:] == [("cleared", "import_overdue", "inc")]
    assert troubles(capsys) == (0, [])
    note(Fault("import overdue", 1, *cost(world, hook), recovery_s=time.monotonic() - began))


def test_only_watched_hours_count(world: World, capsys: Capsys) -> None:
    execute(
        world, "UPDATE tickets.watch_limits SET watched_to = '00:01', overdue_minutes = 3"
    )  # one minute a day
    age_runs(world, 3 * 1440 - 5)
    execute(world, "UPDATE tickets.watch_limits SET overdue_minutes = 4")
    assert troubles(capsys) == (0, [])
    age_runs(world, 2 * 1440)
    assert troubles(capsys) == (1, [("inc", "import_overdue")])


def test_an_import_that_never_ran_is_overdue(world: World, capsys: Capsys) -> None:
    execute(world, "DELETE FROM tickets.import_runs WHERE dataset = 'crq'")
    assert troubles(capsys) == (0, [])
    execute(world, "UPDATE tickets.schema_files SET applied_at = now() - interval '91 minutes'")
    assert troubles(capsys) == (1, [("crq", "import_overdue")])


def import_local(folder: Path) -> int:
    file = folder / Path(key(20)).name
    file.write_bytes(GOOD)
    return imports.import_main("inc", ["--inc-csv", str(file), "--apply"])


def replay_all(_: Path) -> int:
    return replay.main(["inc"])


@pytest.mark.parametrize("work", [import_local, replay_all])
def test_local_files_and_replays_do_not_hide_a_dead_import(
    work: Callable[[Path], int], world: World, hook: Webhook, capsys: Capsys, tmp_path: Path
) -> None:
    world.put({key(0): GOOD})
    assert import_inc() == 0
    age_runs(world, 91)
    assert status.main(["--notify"]) == 1

    assert work(tmp_path) == 0
    assert world.query("SELECT state FROM tickets.import_runs ORDER BY run_id DESC LIMIT 1") == [
        ("succeeded",)
    ]
    assert troubles(capsys) == (1, [("inc", "import_overdue")])
    assert status.main(["--notify"]) == 1
    assert hook.changes == [("raised", "import_overdue", "inc")]
    assert import_inc() == 0
    assert hook.changes[1:] == [("cleared", "import_overdue", "inc")]


@pytest.mark.parametrize("work", [import_local, replay_all])
def test_local_files_and_replays_do_not_hide_a_failed_run(
    work: Callable[[Path], int],
    world: World,
    capsys: Capsys,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("FLEETTICKETS_RETRY_S", "1")
        patch.setenv("RUSTFS_ENDPOINT", "http://127.0.0.1:1")
        assert import_inc() == 3
    assert work(tmp_path) == 0
    assert world.query("SELECT count(*) FROM tickets.import_runs WHERE dataset = 'inc'") == [(3,)]
    assert troubles(capsys) == (1, [("inc", "run_failed")])
    assert import_inc() == 0
    assert troubles(capsys) == (0, [])


def test_a_seed_does_not_count_as_an_import(world: World, capsys: Capsys, tmp_path: Path) -> None:
    execute(world, "DELETE FROM tickets.import_runs WHERE dataset = 'inc'")
    execute(world, "UPDATE tickets.schema_files SET applied_at = now() - interval '91 minutes'")
    assert import_local(tmp_path) == 0
    assert troubles(capsys) == (1, [("inc", "import_overdue")])


@pytest.mark.parametrize(
    ("before", "now", "is_trouble"),
    [
        ((1_000, 1), (1_000, 9), False),  # few rows
        ((1_000, 1), (1_000, 15), True),  # grown
        ((1_000, 60), (1_000, 80), False),  # it was nearly as bad
        ((1_000, 60), (1_000, 120), True),  # and doubled
        ((1_000, 300), (1_000, 300), True),  # always too bad
        ((0, 0), (2_000, 19), False),  # under 1 %
        ((0, 0), (1_000, 10), True),
        ((1_000, 500), (0, 0), False),  # long ago
    ],
)
def test_a_growing_share_of_rejected_rows(
    before: tuple[int, int],
    now: tuple[int, int],
    is_trouble: bool,  # noqa: FBT001 - a case's expected value
    world: World,
    capsys: Capsys,
) -> None:
    for number, (rows, rejected) in enumerate([before, now]):
        add_file(world, key(number), rows, rejected, days=0.5 if number else 2)

    expected = [("inc", "rejects_growing")] if is_trouble else []
    assert troubles(capsys) == (len(expected), expected)


def add_file(world: World, name: str, rows: int, rejected: int, *, days: float) -> None:
    """Add a file to the ledger that was applied some days ago."""
    execute(
        world,
        "INSERT INTO tickets.import_files (dataset, change_key, etag, state, source, bytes,"
        " rows_read, rows_kept, rows_rejected, rows_unchanged, run_id, seen_at) SELECT"
        f" 'inc', '{name}', 'x', 'applied', 'bucket', 1, {rows}, {rows - rejected},"
        f" {rejected}, {rows - rejected}, min(run_id), now() - interval '{days} days'"
        " FROM tickets.import_runs",
    )


def test_a_share_that_wavers_at_its_limit_is_posted_once(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    add_file(world, key(0), 1_000, 10, days=0.5)
    raised, cleared = ((state, "rejects_growing", "inc") for state in ("raised", "cleared"))
    for rejected, posted in (
        (9, []),
        (10, [raised]),
        (9, [raised]),
        (8, [raised]),
        (10, [raised]),
        (7, [raised, cleared]),
        (9, [raised, cleared]),
        (10, [raised, cleared, raised]),
    ):
        execute(
            world,
            f"UPDATE tickets.import_files SET rows_rejected = {rejected},"
            f" rows_kept = rows_read - {rejected}, rows_unchanged = rows_read - {rejected}",
        )
        is_raised = bool(posted) and posted[-1] == raised
        status.main(["--notify"])
        capsys.readouterr()
        assert hook.changes == posted
        assert troubles(capsys) == (int(is_raised), [("inc", "rejects_growing")] * is_raised)


def test_a_growing_share_is_posted_by_the_import_that_caused_it(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    good = [row(f"T{number}") for number in range(80)]
    world.put({key(0): csv_of([*good, *(20 * [row("")])])})
    assert import_inc() == 0

    assert hook.changes == [("raised", "rejects_growing", "inc")]
    assert hook.bodies[0]["text"] == (
        "raised: 20.0 % of the rows of inc in the last 24 hours were rejected (20 rows); in the 7"
        " days before, 0.0 %."
    )
    assert troubles(capsys) == (1, [("inc", "rejects_growing")])
    assert counted(world) == {("inc", "rejects_growing"): 1}
    execute(world, "UPDATE tickets.import_files SET seen_at = seen_at - interval '25 hours'")
    assert import_inc() == 0
    assert hook.changes[1:] == [("cleared", "rejects_growing", "inc")]


def test_a_spent_geocoding_budget_is_posted(world: World, hook: Webhook, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        turns = GeocodeTurns(conn, "locationiq")
        assert turns.claim(budget=2, interval_s=0).is_granted
        assert troubles(capsys) == (0, [])
        assert turns.claim(budget=2, interval_s=0).is_granted
        assert troubles(capsys) == (1, [(None, "geocoding_spent")])
        assert turns.claim(budget=3, interval_s=0).is_granted  # raised and used up again
        assert turns.claim(budget=1, interval_s=0).reason == "budget"
    assert counted(world) == {("", "geocoding_spent"): 1}
    assert status.main(["inc"]) == 0  # it concerns no dataset
    assert status.main(["--notify"]) == 1
    assert "Not an import: needs a person" in capsys.readouterr().out
    assert hook.changes == [("raised", "geocoding_spent", None)]
    assert hook.bodies[0]["changes"][0]["subject"] == "locationiq"
    # The next day has a budget of its own.
    execute(world, "UPDATE tickets.geocode_days SET asked_on = asked_on - 1")
    assert status.main(["--notify"]) == 0
    assert hook.changes[1:] == [("cleared", "geocoding_spent", None)]


def test_a_provider_that_accepts_no_more_today_is_shown(world: World, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        turns = GeocodeTurns(conn, "locationiq")
        turns.block("minute")
        assert troubles(capsys) == (0, [])
        turns.block("day")
        assert troubles(capsys) == (1, [(None, "geocoding_spent")])


def test_a_budget_of_zero_is_no_trouble(world: World, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        turns = GeocodeTurns(conn, "locationiq")
        assert turns.claim(budget=0, interval_s=0, cost=0).is_granted
    assert troubles(capsys) == (0, [])
