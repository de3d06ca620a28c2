"""An SLA verdict that nobody has explained is reported once."""

from fleettickets.commands import status
from tests.faults.watching.steps import Capsys, counted, execute, import_inc, troubles
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.webhook import Webhook

CLOSED = {"normalized_status": "CLOSED COMPLETE", "closed_at": "2026-06-25 05:00:00"}


def test_an_unknown_verdict_is_reported_once_until_its_meaning_is_added(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    known = ["Compliant", "BREACHED", " Sla  Breached ", "sla_violated", "Out-of-SLA", "", "-"]
    words = [*known, "Kept", "KEPT", "kept "]
    rows = [row(f"T{n}", sla_status=word, **CLOSED) for n, word in enumerate(words)]
    world.put({key(0): csv_of(rows)})
    assert import_inc() == 0

    assert troubles(capsys) == (1, [("inc", "unknown_verdict")])
    assert counted(world) == {("inc", "unknown_verdict"): 1}
    for _ in range(2):
        assert status.main(["--notify"]) == 1
    assert hook.changes == [("raised", "unknown_verdict", "inc")]
    assert "Closed tickets of inc have the sla_status 'kept'" in capsys.readouterr().out

    execute(world, "INSERT INTO tickets.sla_verdicts (sla_status, is_within) VALUES ('kept', TRUE)")
    assert status.main(["--notify"]) == 0
    assert hook.changes[1:] == [("cleared", "unknown_verdict", "inc")]
    execute(world, "DELETE FROM tickets.sla_verdicts WHERE sla_status = 'kept'")
    assert troubles(capsys) == (1, [("inc", "unknown_verdict")])


def test_a_verdict_means_nothing_before_a_closing(world: World, capsys: Capsys) -> None:
    world.put({key(0): csv_of([row("T1", sla_status="Running")])})
    assert import_inc() == 0
    assert troubles(capsys) == (0, [])

    world.put({key(20): csv_of([row("T1", sla_status="Running", **CLOSED)])})
    assert import_inc() == 0
    assert troubles(capsys) == (1, [("inc", "unknown_verdict")])


def test_a_closing_without_a_closing_time_gives_the_verdict_its_meaning(
    world: World, capsys: Capsys
) -> None:
    closed = CLOSED | {"closed_at": "", "is_actionable": "false"}
    world.put({key(0): csv_of([row("T1", sla_status="Running", **closed)])})
    assert import_inc() == 0
    assert troubles(capsys) == (1, [("inc", "unknown_verdict")])


def test_many_unknown_verdicts_are_reported_in_part(world: World, capsys: Capsys) -> None:
    words = [f"word {n:04}" for n in range(500)]
    rows = [row(word, sla_status=word.title(), **CLOSED) for word in words]
    world.put({key(0): csv_of(rows)})
    assert import_inc() == 0

    assert troubles(capsys) == (1, [("inc", "unknown_verdict")] * 20)
    [*_, plan] = world.query(
        "SELECT word FROM tickets.find_unknown_verdicts() ORDER BY word DESC LIMIT 1"
    )
    assert plan == ("word 0019",)


def test_a_feed_without_any_coordinates_is_no_trouble(world: World, capsys: Capsys) -> None:
    places = [row(f"T{n}", latitude="", longitude="") for n in range(30)]
    world.put({key(0): csv_of(places)})
    execute(
        world,
        "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)"
        " VALUES ('Westlands', 'SRID=4326;POINT(36.8 -1.26)', 'test', 'cluster')",
    )
    assert import_inc() == 0

    assert troubles(capsys) == (0, [])
    assert world.query("SELECT count(*) FROM tickets.import_rejects") == [(0,)]
    assert world.query("SELECT DISTINCT geo_source FROM tickets.inc") == [("cluster",)]
