"""Damaged files through the complete import: the table holds every undamaged row, unchanged."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fleettickets.config import BucketSettings, Limits
from fleettickets.domain.dataset import KEY_TIME_FORMAT
from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.pipeline import Import, RunReport
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.faults.test_input import REFUSALS, source_rows
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World, fresh_world
from tests.support.mutations import Mutator
from tests.support.oracle import cleaned

SHORT, SOAK = (1, 100), (10, 500)
"""The number of batches, and of files in each."""


@pytest.fixture(scope="module")
def shared(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with fresh_world(postgres_server, s3_server) as world:
        yield world


@pytest.fixture
def world(shared: World) -> World:
    shared.forget_tables()
    return shared


def imported(world: World, folder: Path, limits: Limits | None = None) -> RunReport:
    with closing(connect(world.url)) as conn:
        source = LocalFiles(folder, world.dataset)
        return Import(conn, world.dataset, source, limits=limits).apply()


def test_no_whole_row_of_a_damaged_file_is_lost_in_the_tables(
    world: World,
    tmp_path: Path,
    note: Note,
    is_soak: bool,  # noqa: FBT001 - a fixture
) -> None:
    rng = random.Random(7)
    sources = source_rows(rng)
    batches, files = SOAK if is_soak else SHORT
    at, applied, lost, doubled = datetime(2026, 1, 1), 0, 0, 0  # noqa: DTZ001 - as keys have it
    for number in range(batches):
        folder = tmp_path / str(number)
        folder.mkdir()
        wanted: dict[str, dict[str, dict[str, str | None]]] = {}
        for _ in range(files):
            mutator = Mutator(next(sources), rng)
            damaged = mutator.damaged()
            at += timedelta(minutes=1)
            name = f"{at.strftime(KEY_TIME_FORMAT)}.csv"
            (folder / name).write_bytes(damaged.content)
            whole = [mutator.rows[index] for index in damaged.whole]
            wanted[world.dataset.changes_prefix + name] = {
                fields["ticket_id"]: cleaned(fields) for fields in whole
            }
        report = imported(world, folder)

        # The database must accept everything that the cleaner accepts.
        assert not [e.error for e in report.failed if not REFUSALS.search(e.error or "")]
        assert len(report.failed) < files / 2
        applied += len(report.applied)
        expected = {
            ticket_id: raw
            for entry in report.applied
            for ticket_id, raw in wanted[entry.change_key].items()
        }
        rows = world.query(
            "SELECT ticket_id, raw FROM tickets.inc WHERE ticket_id = any(%s)", [list(expected)]
        )
        doubled += len(rows) - len(dict(rows))
        lost += sum(dict(rows).get(ticket_id) != raw for ticket_id, raw in expected.items())
    note(Fault("damaged file imported", batches * files, lost, doubled))
    assert (lost, doubled) == (0, 0)
    assert applied
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []


def test_a_file_of_bad_rows_does_not_flood_the_rejects(world: World, tmp_path: Path) -> None:
    """The ledger counts all rejects; the table has the first ones and the number of the others."""
    bad = b"".join(b"BAD%d,open\n" % n for n in range(5_000))
    content = csv_of([row("T1")]) + bad + csv_of([row("T2", mttr="soon")]).split(b"\n", 1)[1]
    (tmp_path / key(0).rsplit("/", 1)[1]).write_bytes(content)

    assert imported(world, tmp_path, Limits(max_rejects=100)).is_good

    assert world.query("SELECT count(*) FROM tickets.inc") == [(2,)]
    assert world.query("SELECT rows_rejected, rows_kept FROM tickets.import_files") == [(5_000, 2)]
    *stored, (severity, reason, line) = world.query(
        "SELECT severity, reason, change_line FROM tickets.import_rejects ORDER BY reject_id"
    )
    assert len(stored) == 100
    assert (severity, line) == ("warning", 5_003)
    assert reason == "4,901 more rejects and warnings were counted but not stored"
