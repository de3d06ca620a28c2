"""A folder of good and bad files: the good ones are imported, each bad one fails by itself."""

import gzip
import random

import pytest

from tests.support.feed import HEADER, csv_of, key, row
from tests.support.imports import World

MIB = 1 << 20

REFUSED = {
    key(1): (csv_of([row("T1"), row("T2", owner="a\nb")]).split(b"\nb")[0], "cut off"),
    key(2): (b"", "is empty"),
    key(3): (csv_of([row("Tü")]).decode().encode("latin-1"), "is not UTF-8"),
    key(4): (random.Random(4).randbytes(20_000), "is not UTF-8"),
    key(5): (csv_of([row("T1")], [*HEADER, "owner"]), "repeats 'owner'"),
    key(6): (csv_of([row("T1")]).replace(b",", b";"), "separated by commas"),
    key(7): (csv_of([row("T1")], HEADER[1:]), "lacks ticket_id"),
    key(8) + ".gz": (gzip.compress(b"x" * (40 * MIB), 1), "line over 16 MiB"),
    "automations/inc/changes/latest.csv": (csv_of([row("T1")]), "not of the form"),
    "automations/inc/changes/2026-13-25T06-20-00.csv": (csv_of([row("T1")]), "not of the form"),
}
TAKEN = {
    key(0): csv_of([row("GOOD1")]),
    key(10): csv_of([]),
    key(11): csv_of([row("GOOD2"), row("LONG", location_name="x" * 3 * MIB), row("GOOD3")]),
    key(12): csv_of([row("GOOD4"), row(""), row("GOOD5", mttr="soon")]) + b"GOOD6,open\n",
    key(13) + ".gz": gzip.compress(csv_of([row("GOOD7")])),
}


@pytest.fixture
def drained(world: World) -> World:
    world.put({name: content for name, (content, _) in REFUSED.items()} | TAKEN)
    return world


def test_each_bad_file_fails_by_itself_and_stays(drained: World) -> None:
    report = drained.run()

    failed = {entry.change_key: entry.error or "" for entry in report.failed}
    assert failed.keys() == REFUSED.keys()
    for name, (_, problem) in REFUSED.items():
        assert problem in failed[name]
        assert name in failed[name]
    assert sorted(entry.change_key for entry in report.applied) == sorted(TAKEN)
    assert not report.is_good
    assert sorted(drained.keys("automations/inc/changes/")) == sorted(REFUSED)
    tickets = drained.query("SELECT ticket_id FROM tickets.inc ORDER BY 1")
    assert [t for (t,) in tickets] == ["GOOD1", "GOOD2", "GOOD3", "GOOD4", "GOOD5", "GOOD7"]


def test_bad_rows_and_values_are_stored_with_their_line(drained: World) -> None:
    drained.run()

    rejects = drained.query(
        "SELECT change_key, change_line, severity, column_name, left(reason, 30)"
        " FROM tickets.import_rejects ORDER BY change_key, change_line"
    )
    assert rejects == [
        (key(11), 3, "reject", "location_name", "has 3,145,728 characters; the "),
        (key(12), 3, "reject", "ticket_id", "is blank"),
        (key(12), 4, "warning", "mttr", "expected a duration such as 36"),
        (key(12), 5, "reject", None, "expected 32 fields, got 2"),
    ]
    [(mttr, raw)] = drained.query(
        "SELECT mttr, raw ->> 'mttr' FROM tickets.inc WHERE mttr IS NULL"
        " AND raw ->> 'mttr' IS NOT NULL"
    )
    assert (mttr, raw) == (None, "soon")


def test_a_failed_file_is_retried_until_it_is_corrected(drained: World) -> None:
    drained.run()
    drained.run()
    [(attempts,)] = drained.query(
        "SELECT attempts FROM tickets.import_files WHERE change_key = %s", [key(1)]
    )
    assert attempts == 2

    drained.put({key(1): csv_of([row("T1"), row("T2")])})
    drained.run()
    states = drained.query(
        "SELECT state, rows_inserted FROM tickets.import_files WHERE change_key = %s ORDER BY 1",
        [key(1)],
    )
    assert states == [("applied", 2), ("superseded", 0)]


def test_rejects_of_a_replaced_file_are_deleted(world: World) -> None:
    world.put({key(0): csv_of([row("T1"), row("")])})
    world.run()
    world.put({key(0): csv_of([row("T1"), row("T2")])})
    world.run()

    assert world.query("SELECT count(*) FROM tickets.import_rejects") == [(0,)]
    assert world.query("SELECT count(*) FROM tickets.inc") == [(2,)]
