"""An adoption that is stopped continues, or is undone; two cannot run at the same time."""

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest

from fleettickets.errors import AdoptionError, LockedError
from fleettickets.store.adoption_steps import adoption_turn
from fleettickets.store.connect import Connection, connect
from fleettickets.store.ledger import Ledger
from tests.db.adopt.conftest import Place
from tests.support import earlier
from tests.support.feed import csv_of
from tests.support.imports import StoppedError
from tests.support.neighbours import READER, THEIR_ANSWERS, ask_as, snapshot

STEPS = [
    "moved",
    "migrated",
    "carried",
    "staged",
    "committed",
    "replayed inc",
    "uploaded inc",
    "restored inc",
    "closures inc",
    "replayed crq",
    "closures crq",
    "compared",
]
UNDONE_AFTER = ["moved", "migrated", "committed", "uploaded inc", "compared"]


def content(place: Place) -> dict[str, bytes]:
    """Return every object of the bucket."""
    keys = place.world.keys()
    return {key: place.world.get(key) for key in keys}


@pytest.fixture
def other(place: Place) -> Iterator[Connection]:
    with closing(connect(place.url)) as conn:
        yield conn


def without_clock(conn: Connection) -> dict[Any, Any]:
    """Return the catalog without the numbers of transactions."""
    return {
        key: {name: value for name, value in row.items() if name != "xmin"}
        if isinstance(row, dict)
        else row
        for key, row in snapshot(conn).items()
    }


@pytest.mark.parametrize("step", STEPS)
def test_an_adoption_continues_after_each_step(place: Place, step: str) -> None:
    with suppress(StoppedError):
        place.adopt(step)

    report = place.adopt()

    assert report.is_good
    assert place.world.query("SELECT count(*) FROM tickets.inc") == [(7,)]
    assert place.world.query(
        "SELECT count(*) FROM tickets.ticket_events AS e WHERE e.kind = 'opened'"
    ) == [(9,)]
    assert place.world.query(
        "SELECT count(*), count(*) FILTER (WHERE is_carried) FROM tickets.closure_events"
    ) == [(7, 1)]
    assert place.world.query(
        "SELECT count(*) FROM tickets.inc_daily_snapshot WHERE is_carried"
    ) == [(4,)]
    assert place.world.keys("automations/inc/changes/") == []


@pytest.mark.parametrize("step", UNDONE_AFTER)
def test_it_can_be_undone_after_each_step(place: Place, other: Connection, step: str) -> None:
    before = without_clock(other)
    objects = content(place)
    with suppress(StoppedError):
        place.adopt(step)

    assert place.undo() is False

    now = without_clock(other)
    assert [(key, row, now.get(key)) for key, row in before.items() if now.get(key) != row] == []
    assert other.execute("SELECT to_regnamespace('dispatch')").fetchone() == (None,)
    assert content(place) == objects
    for statement, answer in THEIR_ANSWERS.items():
        assert ask_as(other, READER, statement) == answer


@pytest.mark.parametrize("step", ["undoing", "returned"])
def test_undoing_continues_after_each_step(place: Place, step: str) -> None:
    objects = content(place)
    place.adopt()
    with suppress(StoppedError):
        place.undo(step)

    with pytest.raises(AdoptionError, match="is being undone"):
        place.adopt()
    place.undo()

    assert content(place) == objects
    assert place.world.query("SELECT count(*) FROM tickets.schema_migrations") == [(12,)]
    assert place.adopt().is_good


def test_files_that_came_afterwards_wait_again_once_it_is_undone(place: Place) -> None:
    place.adopt()
    later = "automations/inc/changes/2026-06-24T08-00-00.csv"
    place.world.put({later: csv_of([earlier.ticket("WOT0000200")])})
    assert place.world.run().is_good

    place.undo()

    assert place.world.keys("automations/inc/changes/") == [*earlier.WAITING, later]


def test_what_others_built_on_our_schema_is_kept(place: Place, other: Connection) -> None:
    place.adopt()
    other.execute("CREATE VIEW reporting.v_theirs AS SELECT ticket_id FROM tickets.inc")
    other.execute("CREATE TABLE dispatch.theirs AS SELECT crew_id FROM dispatch.crews")

    assert place.undo() is True

    assert other.execute("SELECT count(*) FROM dispatch.theirs").fetchone() == (0,)
    assert other.execute("SELECT count(*) FROM reporting.v_theirs").fetchone() == (7,)
    found = other.execute("SELECT to_regclass('tickets_undone.inc') IS NOT NULL").fetchone()
    assert found == (True,)
    assert place.adopt().is_good


def test_two_adoptions_cannot_run_at_the_same_time(place: Place, other: Connection) -> None:
    with adoption_turn(other), pytest.raises(LockedError, match="another adoption"):
        place.adopt()

    assert place.adopt().is_good


def test_an_import_that_is_under_way_is_named(place: Place, other: Connection) -> None:
    assert Ledger(other, "inc").try_lock()

    with pytest.raises(LockedError, match="another import of inc"):
        place.adopt()

    Ledger(other, "inc").unlock()
    assert place.adopt().is_good


def test_nothing_can_be_undone_that_was_not_adopted(place: Place) -> None:
    with pytest.raises(AdoptionError, match="no schema tickets_before"):
        place.undo()
