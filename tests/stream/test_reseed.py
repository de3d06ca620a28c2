"""A change of buckets: the old bucket's files cannot be read again."""

import pytest

from tests.support.feed import csv_of, key, row
from tests.support.imports import World


@pytest.fixture
def cut_over(world: World) -> World:
    """Three files were applied from a lost bucket; a late one waits in the new bucket."""
    world.put(
        {
            key(0): csv_of([row("T1", assigned_team="A")]),
            key(40): csv_of(
                [row("T1", assigned_team="B", source_updated_at="2026-06-24 09:30:00")]
            ),
            key(60): csv_of([row("T1", assigned_team="B", last_seen_at="2026-06-25 07:00:00")]),
        }
    )
    world.run()
    world.delete(world.keys("automations/"))
    world.put({key(20): csv_of([row("T1", assigned_team="C"), row("T2")])})
    return world


def test_a_late_file_without_the_archive_fails_and_says_what_to_do(cut_over: World) -> None:
    report = cut_over.run()

    [failed] = report.failed
    assert "[FT102]" in (failed.error or "")
    assert key(40) in (failed.error or "")
    assert cut_over.query("SELECT ticket_id FROM tickets.inc") == [("T1",)]


def test_reseed_applies_it_using_what_the_database_still_knows(cut_over: World) -> None:
    assert cut_over.run(is_reseed=True).is_good

    assert cut_over.query(
        "SELECT ticket_id, assigned_team, change_key FROM tickets.inc ORDER BY 1"
    ) == [("T1", "B", key(60)), ("T2", "Team A", key(20))]
    assert cut_over.query(
        "SELECT change_key, kind, from_team, to_team,"
        " to_char(occurred_at AT TIME ZONE 'Africa/Nairobi', 'HH24:MI') FROM tickets.ticket_events"
        " WHERE ticket_id = 'T1' ORDER BY change_key"
    ) == [
        (key(0), "opened", None, "A", "08:00"),
        (key(20), "assignment", "A", "C", "09:00"),
        (key(40), "assignment", "C", "B", "09:30"),
    ]


def test_reseed_keeps_the_values_of_closings(world: World) -> None:
    """A closing from a missing file stays the same when a late file has it rebuilt."""
    closed = {"closed_at": "2026-06-24 10:00:00", "normalized_status": "closed"}
    last = {**closed, "closed_at": "2026-06-24 14:00:00", "sla_status": "Within SLA"}
    world.put(
        {
            key(0): csv_of([row("T1")]),
            key(40): csv_of(
                [row("T1", **closed, cluster="Ruaka", mttr="1.01666667", sla_status="Breached")]
            ),
            key(60): csv_of([row("T1")]),
            key(80): csv_of([row("T1", **last, cluster="Rongai", mttr="0,5")]),
        }
    )
    world.run()
    closings = "SELECT cluster, mttr, sla_status, closed_at FROM tickets.closure_events ORDER BY 4"
    before = world.query(closings)
    assert [closing[:3] for closing in before] == [
        ("Ruaka", 61, "Breached"),
        ("Rongai", 30, "Within SLA"),
    ]
    world.delete(world.keys("automations/"))
    world.put({key(20): csv_of([row("T1", assigned_team="Late")])})

    assert world.run(is_reseed=True).is_good

    assert world.query(closings) == before
