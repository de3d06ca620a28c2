"""A bad file never stops the stream: it is named, stays in place, and the others are applied."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

import pytest

from fleettickets.commands.imports import import_main
from fleettickets.config import Limits
from fleettickets.domain.dataset import EAT, KEY_TIME_FORMAT
from fleettickets.feed.bucket import Bucket
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import connect
from tests.stream.test_runs import environ
from tests.support.feed import HEADER, csv_of, key, row
from tests.support.imports import World
from tests.support.proxy import proxied

OBJECTIONS = {
    "a check": (
        "ALTER TABLE tickets.inc ADD CONSTRAINT of_others CHECK (owner IS DISTINCT FROM 'Bad')",
        "ALTER TABLE tickets.inc DROP CONSTRAINT of_others",
        "of_others",
    ),
    "a unique index": (
        "CREATE UNIQUE INDEX of_others ON tickets.inc (owner) WHERE owner = 'Bad'",
        "DROP INDEX tickets.of_others",
        "of_others",
    ),
    "a check of events": (
        "ALTER TABLE tickets.ticket_events ADD CONSTRAINT of_others CHECK (to_owner <> 'Bad')",
        "ALTER TABLE tickets.ticket_events DROP CONSTRAINT of_others",
        "of_others",
    ),
    **{
        name: (
            (
                "CREATE FUNCTION public.object() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF new.owner = 'Bad' THEN {action} END IF; RETURN new; END $$;"
                f" CREATE {kind} TRIGGER of_others {when} ON tickets.inc"
                f" {deferred} FOR EACH ROW EXECUTE FUNCTION public.object()"
            ),
            "DROP TRIGGER of_others ON tickets.inc; DROP FUNCTION public.object()",
            words,
        )
        for name, action, kind, when, deferred, words in [
            ("a trigger", "RAISE 'no Bad here';", "", "BEFORE INSERT OR UPDATE", "", "no Bad"),
            (
                "a trigger with a code of its own",
                "RAISE 'no Bad here' USING ERRCODE = 'OP001';",
                *("", "BEFORE INSERT OR UPDATE", "", "no Bad"),
            ),
            ("a trigger that fails", "PERFORM 1 / 0;", "", "AFTER INSERT", "", "division by zero"),
            (
                "a trigger at the commit",
                "RAISE 'no Bad here';",
                *(
                    "CONSTRAINT",
                    "AFTER INSERT OR UPDATE",
                    "DEFERRABLE INITIALLY DEFERRED",
                    "no Bad",
                ),
            ),
        ]
    },
}
BAD = csv_of([row("T2", owner="Bad"), row("T3", owner="Bad"), row("T4")])
TRAILING = b"\n".join(line + b"," for line in csv_of([row("T2"), row("T3")]).splitlines()[1:])


@contextmanager
def objecting(world: World, name: str) -> Iterator[str]:
    """Let the operator's own object refuse a row; yield the words of its refusal."""
    made, dropped, words = OBJECTIONS[name]
    with closing(connect(world.url)) as conn:
        conn.execute(made.encode())
        try:
            yield words
        finally:
            conn.execute(dropped.encode())


@pytest.mark.parametrize("name", OBJECTIONS)
def test_a_row_that_the_operators_objects_refuse_costs_its_file_only(
    name: str, world: World
) -> None:
    files = {key(0): csv_of([row("T1")]), key(20): BAD, key(40): csv_of([row("T5")])}
    world.put(files)
    with objecting(world, name) as words:
        report = world.run()

        [failed] = report.failed
        assert failed.change_key == key(20)
        assert key(20) in (failed.error or "")
        assert words in (failed.error or "")
        assert [entry.change_key for entry in report.applied] == [key(0), key(40)]
        assert world.keys(world.dataset.changes_prefix) == [key(20)]
        assert world.query("SELECT kind, subject FROM tickets.find_troubles()") == [
            ("file_failed", key(20))
        ]

    assert world.run().is_good
    tickets = world.query("SELECT ticket_id FROM tickets.inc ORDER BY 1")
    assert tickets == [(f"T{n}",) for n in range(1, 6)]


def dated(ahead: timedelta) -> str:
    at = datetime.now(EAT) + ahead
    return f"automations/inc/changes/{at.strftime(KEY_TIME_FORMAT)}.csv"


@pytest.mark.parametrize("year", [2962, None], ids=["another millennium", "49 hours"])
def test_a_key_from_the_far_future_is_refused(year: int | None, world: World) -> None:
    late = "automations/inc/changes/{}-06-25T06-20-00.csv"
    name = late.format(year) if year else dated(timedelta(hours=49))
    world.put({name: csv_of([row("T1", owner="Future")]), key(0): csv_of([row("T1", owner="Ann")])})
    report = world.run()

    [failed] = report.failed
    assert failed.change_key == name
    assert "hours ahead of this machine's clock; the limit is 48" in (failed.error or "")
    assert world.query("SELECT owner FROM tickets.inc") == [("Ann",)]
    assert world.query("SELECT kind, subject FROM tickets.find_troubles()") == [
        ("file_failed", name)
    ]
    world.delete([name])
    assert world.run().is_good


def test_the_limit_is_a_setting(world: World) -> None:
    near, far = dated(timedelta(hours=47)), dated(timedelta(hours=100))
    world.put({near: csv_of([row("T1")]), far: csv_of([row("T2")])})

    assert [entry.change_key for entry in world.dry_run().failed] == [far]
    assert [entry.change_key for entry in world.run().failed] == [far]
    assert world.run(limits=Limits(max_ahead_h=101)).is_good
    assert world.query("SELECT count(*) FROM tickets.inc") == [(2,)]


def test_a_file_ahead_of_the_clock_is_a_trouble_until_it_is_replaced(world: World) -> None:
    soon, tomorrow = dated(timedelta(minutes=50)), dated(timedelta(hours=24))
    world.put({soon: csv_of([row("T1")])})
    assert world.run().is_good
    assert world.query("SELECT kind FROM tickets.find_troubles()") == []
    world.put({tomorrow: csv_of([row("T1", owner="of tomorrow"), row("T2")])})
    assert world.run().is_good
    assert world.query("SELECT kind, subject FROM tickets.find_troubles()") == [
        ("file_ahead", tomorrow)
    ]

    now = dated(timedelta(hours=0))
    world.put({now: csv_of([row("T1", owner="of today"), row("T2")])})
    assert world.run().is_good
    world.put({tomorrow: csv_of([])})
    assert world.run().is_good
    assert world.query("SELECT ticket_id, raw ->> 'owner' FROM tickets.inc ORDER BY 1") == [
        ("T1", None),
        ("T2", None),
    ]
    assert world.query("SELECT kind FROM tickets.find_troubles()") == []


def test_a_file_with_a_bad_key_is_not_fetched(world: World) -> None:
    stray = [
        "automations/inc/changes/backup.tar",
        "automations/inc/changes/2962-01-01T00-00-00.csv",
    ]
    world.put(dict.fromkeys(stray, b"x" * 1_000_000) | {key(0): csv_of([row("T1")])})
    with proxied(world.settings) as proxy, closing(connect(world.url)) as conn:
        report = Import(conn, world.dataset, Bucket(proxy.settings, world.dataset)).apply()

        assert {name for operation, name in proxy.seen if operation == "get"} == {key(0)}
    assert sorted(entry.change_key for entry in report.failed) == sorted(stray)
    assert "Upload it under the time of its export" in (report.failed[0].error or "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (csv_of([]) + TRAILING, "expected 32 fields, got 33"),
        (csv_of([row(""), row(" ")]), "is blank"),
        (csv_of([{"ticket_id": "Total: 2"}]), "is the only value of the row, so this is no ticket"),
        (
            csv_of([dict.fromkeys(HEADER, "text")]),
            "is what every column says, so this is no ticket",
        ),
        (csv_of([]) + b"T1;open\n" * 9, "expected 32 fields, got 1"),
    ],
)
def test_a_file_of_which_no_row_was_taken_is_a_trouble(
    content: bytes,
    reason: str,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The run names it and ends with 1, the trouble lasts until the file is replaced."""
    for name, value in environ(world).items():
        monkeypatch.setenv(name, value)
    world.put({key(0): csv_of([row("T1")]), key(20): content, key(40): csv_of([row("T9")])})

    assert import_main("inc", ["--from-bucket", "--apply"]) == 1
    assert f"rejected: {key(20)}: none of its" in capsys.readouterr().err
    trouble = "SELECT kind, subject FROM tickets.find_troubles()"
    assert world.query(trouble) == [("file_rejected", key(20))]
    assert world.query("SELECT DISTINCT reason FROM tickets.import_rejects") == [(reason,)]
    assert import_main("inc", ["--from-bucket", "--apply"]) == 0

    world.put({key(20): csv_of([row("T2")], HEADER)})
    assert world.run().is_good
    assert world.query(trouble) == []
    assert world.query("SELECT count(*) FROM tickets.inc") == [(3,)]


def test_a_file_of_alarms_and_one_bad_row_is_applied(world: World) -> None:
    world.put({key(0): csv_of([row("T1", is_alarm="true"), row("")])})

    assert world.run().is_good
    assert world.query("SELECT rows_rejected FROM tickets.import_files") == [(1,)]
