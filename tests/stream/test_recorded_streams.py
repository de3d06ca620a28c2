"""Complete recorded streams, from a real bucket into a real database, compared with the oracle."""

import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from fleettickets.imports.datasets import DATASETS
from tests.support.imports import World
from tests.support.oracle import Expected, at, expected_of, lifecycle

SHIPPED = Path(__file__).parents[1] / "fixtures" / "crq-2015q2-part.tar.xz"
# Recordings that must not be published are outside the project, on the developers' machines.
RECORDED = Path(__file__).parents[3] / "shared" / "data" / "streams"
STREAMS = {
    "crq-part": SHIPPED,
    "inc": RECORDED / "inc-2024q1.tar.xz",
    "crq": RECORDED / "crq-2015q2.tar.xz",
}


def files_of(archive: Path) -> dict[str, bytes]:
    """Return the change files of a recorded stream by key."""
    if not archive.exists():
        pytest.skip(f"{archive.name} is not on this machine")
    files = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member)
            if stream is not None and member.name.endswith(".csv"):
                files["automations/" + member.name.split("automations/", 1)[1]] = stream.read()
    return files


@pytest.fixture(params=STREAMS)
def recorded(
    request: pytest.FixtureRequest,
    world: World,
    is_soak: bool,  # noqa: FBT001 - a fixture
) -> Iterator[tuple[World, Expected, int]]:
    """An imported stream: the world, its expected content, and the number of files."""
    if STREAMS[request.param] != SHIPPED and not is_soak:
        pytest.skip("only make soak imports the complete recordings")
    files = files_of(STREAMS[request.param])
    world.dataset = DATASETS[request.param[:3]]
    world.put(files)
    assert world.run().is_good
    yield world, expected_of(files), len(files)
    world.dataset = DATASETS["inc"]


def test_a_recorded_stream_ends_as_in_a_plain_dictionary(
    recorded: tuple[World, Expected, int],
) -> None:
    world, expected, file_count = recorded
    table = world.dataset.table

    tickets = world.query(f"SELECT ticket_id, raw, change_key, change_line FROM tickets.{table}")
    assert {t[0]: t[1:] for t in tickets} == {
        ticket_id: (ticket.raw, ticket.change_key, ticket.change_line)
        for ticket_id, ticket in expected.tickets.items()
    }
    assert not [t for t in tickets if (t[1]["is_alarm"] or "").lower() == "true"]
    assert not [t for t in tickets if t[0].startswith("EXPORT STOPPED")]
    lives = world.query(f"SELECT ticket_id, lifecycle FROM tickets.{table}")
    assert dict(lives) == {
        ticket_id: lifecycle(ticket.raw) for ticket_id, ticket in expected.tickets.items()
    }
    assert times_of(world) == {
        ticket_id: (at(ticket.raw["created_at_service"]), at(ticket.raw["closed_at"]))
        for ticket_id, ticket in expected.tickets.items()
    }
    assert world.query("SELECT * FROM tickets.check_tickets(%s)", [world.dataset.name]) == []

    events = world.query(
        "SELECT ticket_id, change_key, change_line, kind, occurred_at FROM tickets.ticket_events"
    )
    assert sorted(events) == expected.events
    closures = world.query(
        "SELECT ticket_id, change_key, change_line, closed_at, assigned_team"
        " FROM tickets.closure_events"
    )
    assert sorted(closures, key=repr) == sorted(expected.closures, key=repr)

    assert ledger_of(world) == (
        file_count,
        expected.read,
        expected.dropped,
        expected.read - expected.dropped,
        0,
        len(expected.tickets),
    )
    assert world.keys(world.dataset.changes_prefix) == []
    assert len(world.keys(world.dataset.processed_prefix)) == file_count


def times_of(world: World) -> dict[str, tuple[datetime | None, datetime | None]]:
    rows = world.query(
        f"SELECT ticket_id, created_at_service, closed_at FROM tickets.{world.dataset.table}"
    )
    return {ticket_id: (created_at, closed_at) for ticket_id, created_at, closed_at in rows}


def ledger_of(world: World) -> tuple[int, ...]:
    [sums] = world.query(
        "SELECT count(*), sum(rows_read), sum(rows_dropped), sum(rows_kept), sum(rows_rejected),"
        " sum(rows_inserted) FROM tickets.import_files WHERE state = 'applied'"
    )
    return sums
