"""A coordinate that many addresses share is found however a run ends, without needless checks."""

from contextlib import closing
from typing import Any

import psycopg
import pytest

from fleettickets.config import Limits
from fleettickets.errors import StoreError
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.processed_files import ProcessedFiles
from fleettickets.imports import pipeline
from fleettickets.imports.pipeline import Import
from fleettickets.store import suspects
from fleettickets.store.connect import connect
from fleettickets.store.load import Stage
from tests.support.feed import csv_of, key, row
from tests.support.imports import StoppedError, World

pytestmark = pytest.mark.usefixtures("two_addresses_are_suspect")

ONE_BY_ONE = Limits(batch_files=1)


def at(address: str) -> dict[str, str]:
    """Return a ticket with this address and the coordinate that all tickets share."""
    return row(address, location_name=f"{address} Road", longitude="36.8", latitude="-1.29")


def believed(world: World) -> list[str]:
    rows = world.query("SELECT ticket_id FROM tickets.inc WHERE geo_source = 'feed' ORDER BY 1")
    return [ticket_id for (ticket_id,) in rows]


@pytest.fixture
def _no_full_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> int:
        pytest.fail("all tickets were checked")

    monkeypatch.setattr(pipeline, "find_all_suspects", refuse)


@pytest.mark.usefixtures("_no_full_check")
def test_a_bad_file_that_stays_causes_no_full_check(world: World) -> None:
    world.put({key(0): b"nonsense", key(20): csv_of([at("Ngong")])})
    assert len(world.run().failed) == 1
    assert believed(world) == ["Ngong"]

    world.put({key(40): csv_of([at("Mara")])})
    assert len(world.run().failed) == 1
    assert len(world.run().failed) == 1

    assert believed(world) == []


@pytest.mark.usefixtures("_no_full_check")
def test_late_and_new_files_together_cause_no_full_check(world: World) -> None:
    world.put({key(40): csv_of([row("T1")])})
    world.run()
    world.put({key(20): csv_of([at("Ngong")]), key(60): csv_of([at("Mara")])})

    assert world.run().is_good
    assert believed(world) == []


@pytest.mark.usefixtures("_no_full_check")
def test_files_that_are_applied_singly_are_checked_singly(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Stage.write

    def write_or_refuse(self: Stage, run_id: int, keys: list[str], *args: Any) -> None:
        if key(20) in keys:
            raise psycopg.DataError("a value that no column accepts")
        write(self, run_id, keys, *args)

    monkeypatch.setattr(Stage, "write", write_or_refuse)
    world.put(
        {
            key(0): csv_of([at("Ngong"), at("Mara")]),
            key(20): csv_of([row("T1")]),
            key(40): csv_of([row("T2")]),
        }
    )

    assert [entry.change_key for entry in world.run().failed] == [key(20)]
    assert believed(world) == []


@pytest.mark.parametrize("many", [0, 9])
@pytest.mark.parametrize("stop_at", ["committed", "checked", "copied", "archived"])
def test_a_run_checks_what_a_killed_run_did_not(
    world: World, monkeypatch: pytest.MonkeyPatch, stop_at: str, many: int
) -> None:
    monkeypatch.setattr(suspects, "_MOST_BROUGHT", many)
    world.put({key(0): csv_of([at("Ngong"), at("Mara")])})
    with pytest.raises(StoppedError):
        world.run(stop_at)

    assert world.run().is_good
    assert believed(world) == []

    checks: list[object] = []
    monkeypatch.setattr(pipeline, "find_all_suspects", checks.append)
    assert world.run().is_good
    assert checks == []


def test_batches_before_a_failure_of_the_database_are_checked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fold, folded = Stage.fold, []

    def fold_twice(self: Stage, *args: Any) -> Any:
        folded.append(1)
        if len(folded) > 2:
            raise psycopg.OperationalError("away")
        return fold(self, *args)

    monkeypatch.setattr(Stage, "fold", fold_twice)
    world.put({key(20 * n): csv_of([at(name)]) for n, name in enumerate(["Ngong", "Mara", "Lane"])})

    with pytest.raises(StoreError):
        world.run(limits=ONE_BY_ONE)

    assert believed(world) == []


def test_the_run_after_a_killed_replay_checks_its_tickets(world: World) -> None:
    world.put({key(0): csv_of([at("Ngong"), at("Mara")])})
    world.run()
    world.query("DELETE FROM tickets.inc WHERE ticket_id = 'Mara' RETURNING 1")
    world.query("DELETE FROM tickets.suspect_coordinates RETURNING 1")
    with closing(connect(world.url)) as conn:

        def stop(step: str) -> None:
            if step == "committed":
                conn.close()
                raise StoppedError(step)

        source = ProcessedFiles(Bucket(world.settings, world.dataset))
        with pytest.raises(StoppedError):
            Import(conn, world.dataset, source, on_step=stop).replay()
    assert believed(world) == ["Mara", "Ngong"]

    assert world.run().is_good
    assert believed(world) == []
