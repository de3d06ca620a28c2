"""Whether a ticket is open, waits or is closed follows from its signs, and from the words known."""

from itertools import pairwise

import pytest

from fleettickets.commands import words
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

LIVES = "SELECT ticket_id, lifecycle FROM tickets.inc ORDER BY ticket_id"
EVENTS = (
    "SELECT change_key, kind, from_lifecycle, to_lifecycle, occurred_at, closed_at"
    " FROM tickets.ticket_events ORDER BY change_key, change_line, kind"
)


@pytest.fixture(autouse=True)
def database_url(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", world.url)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("CLOSED COMPLETE", "closed"),
        ("closed_incomplete", "closed"),
        ("Closed - Skipped", "closed"),
        ("CANCELLED", "closed"),
        ("Auto-closed (no response)", "closed"),
        ("CLO\N{ZERO WIDTH SPACE}SED", "closed"),
        ("Not closed", "open"),
        ("RE-OPENED", "open"),
        ("Reopened", "open"),
        ("WORK IN PROGRESS", "open"),
        ("NOT YET CLOSED", "open"),
        ("To be resolved", "open"),
        ("UN-RESOLVED", "open"),
        ("Not cancelled", "open"),
        ("NOT YET CLOSED COMPLETE", "open"),
        ("Yet to be restored", "open"),
        ("Never closed", "open"),
        ("CANNOT BE CLOSED", "open"),
        ("Partially resolved", "open"),
        ("IN-COMPLETE", "open"),
        ("Not reachable - cancelled", "closed"),
        ("Closed: not resolved", None),
        ("NOT CLOSED (was: CLOSED COMPLETE)", None),
        ("INCOMPLETE", "open"),
        ("CLOSED - INCOMPLETE", "closed"),
        ("Resolved / closed", "closed"),
        ("WORK COMPLETED - PENDING CUSTOMER", None),
        ("RESOLVED - REOPENED BY NOC", None),
        ("Not closed: duplicate", None),
        ("90% COMPLETE", "open"),
        ("99.9 % completed", "open"),
        ("Complete: 5 percent", "open"),
        ("100% COMPLETE", "closed"),
        ("CLOSED COMPLETE (100.0%)", "closed"),
        ("CLOSED 100,0 % (90 days)", "closed"),
        ("Unable to complete", "open"),
        ("CANNOT CLOSE, CANNOT COMPLETE", "open"),
        ("Failed to complete", "open"),
        ("READY TO CLOSE", "open"),
        ("Isn't closed", "open"),
        ("Hasn\N{RIGHT SINGLE QUOTATION MARK}t been resolved", "open"),
        ("Half done", "open"),
        ("Enclosed", None),
        ("PARKED", None),
        ("", None),
        (None, None),
    ],
)
def test_phrases_of_whole_words_decide_if_they_agree(
    status: str | None, meaning: str | None, world: World
) -> None:
    assert world.query("SELECT tickets.status_meaning(%s)", [status]) == [(meaning,)]


@pytest.mark.parametrize(
    ("signs", "lifecycle"),
    [
        ({}, "waiting"),
        ({"is_actionable": "true"}, "actionable"),
        ({"is_actionable": "true", "normalized_status": "CLOSED COMPLETE"}, "actionable"),
        ({"is_actionable": "true", "closed_at": "2026-06-25 05:00:00"}, "actionable"),
        (
            {"is_actionable": "true", "bucket": "closed", "normalized_status": "CANCELLED"},
            "actionable",
        ),
        (
            {"is_actionable": "true", "bucket": "Closed", "closed_at": "2026-06-25 05:00:00"},
            "closed",
        ),
        ({"closed_at": "2026-06-25 05:00:00"}, "closed"),
        ({"bucket": "CLOSED"}, "closed"),
        ({"bucket": "Closed\N{ZERO WIDTH SPACE}"}, "closed"),
        ({"normalized_status": "CLOSED COMPLETE"}, "closed"),
        ({"normalized_status": "", "raw_status": "Resolved"}, "closed"),
        ({"normalized_status": "PARKED", "raw_status": "Resolved"}, "waiting"),
        ({"closed_at": "soon"}, "waiting"),
    ],
)
def test_the_import_and_every_other_writer_follow_one_rule(
    signs: dict[str, str], lifecycle: str, world: World
) -> None:
    world.put({key(0): csv_of([row("T", **({"is_actionable": "", "bucket": ""} | signs))])})
    world.run()
    assert world.query(LIVES) == [("T", lifecycle)]
    assert world.query("SELECT is_open FROM tickets.inc") == [(lifecycle == "actionable",)]

    world.query("UPDATE tickets.inc SET raw = raw RETURNING lifecycle")
    assert world.query(LIVES) == [("T", lifecycle)]
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []


def test_a_word_that_is_taught_changes_tickets_at_once_and_history_with_a_replay(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    parked = row("T", normalized_status="PARKED OFF", is_actionable="false")
    world.put({key(0): csv_of([row("T"), row("U")]), key(20): csv_of([parked])})
    world.run()
    assert world.query(LIVES) == [("T", "waiting"), ("U", "actionable")]
    [(before,)] = world.query("SELECT version FROM tickets.data_versions WHERE subject = 'inc'")

    assert words.main(["set", "Parked  OFF", "closed", "--note", "as the operator says"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Parked OFF: closed",
        "  inc, status 'parked off': closed",
        "note: the tickets of inc follow; `fleettickets replay inc` makes their history follow too",
    ]
    assert world.query(LIVES) == [("T", "closed"), ("U", "actionable")]
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []
    [(after,)] = world.query("SELECT version FROM tickets.data_versions WHERE subject = 'inc'")
    assert after > before
    assert world.replay().is_good
    kinds = "SELECT kind FROM tickets.ticket_events WHERE ticket_id = 'T' ORDER BY change_key, kind"
    assert world.query(kinds) == [("opened",), ("closed",), ("status",)]

    assert words.main(["list"]) == 0
    listed = capsys.readouterr().out
    assert "parked off: closed  (as the operator says)\n" in listed
    assert "closed skipped: closed  (shipped default)\n" in listed
    assert "  inc, status 'accepted': open\n" in listed
    assert words.main(["unset", "parked-off"]) == 0
    assert "or its words disagree; it counts as not closed" in capsys.readouterr().out
    assert world.query(LIVES) == [("T", "waiting"), ("U", "actionable")]
    assert words.main(["unset", "parked off"]) == 1
    assert "is not in the list" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["set", "--", "closed"], ["set", "parked", "shut"], ["set"], []])
def test_misuse_of_words_ends_with_status_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        words.main(argv)
    assert ended.value.code == 2


def test_a_contradiction_is_a_warning_that_names_what_won(world: World) -> None:
    signs = {"is_actionable": "true", "normalized_status": "CLOSED COMPLETE"}
    pending = row("U", bucket="pending", normalized_status="", raw_status="") | {
        "is_actionable": "true",
        "closed_at": "2026-06-25 05:00:00",
    }
    rows = [row(f"T{n}", **signs) for n in range(1200)]
    world.put({key(0): csv_of(rows), key(20): csv_of([pending])})
    world.run()

    status = "the status is one of closed tickets"
    won = "closed_at is set: counted as actionable"
    reasons = world.query(
        "SELECT substring(change_key FROM 'T(.*)[.]'), severity, column_name, reason, count(*)"
        " FROM tickets.import_rejects GROUP BY 1, 2, 3, 4 ORDER BY 1, count(*) DESC"
    )
    assert reasons == [
        (
            "06-00-00",
            "warning",
            "is_actionable",
            f"is_actionable is true, but bucket is closed and {status}: counted as actionable",
            1000,
        ),
        ("06-00-00", "warning", None, "200 more warnings of this kind are not kept", 1),
        (
            "06-20-00",
            "warning",
            "is_actionable",
            f"is_actionable is true and bucket is pending, but {won}",
            1,
        ),
    ]


def test_times_ahead_of_the_file_are_cut_to_it_with_a_warning(world: World) -> None:
    ahead = {"created_at_service": "2062-01-01 00:00:00", "first_seen_at": "2062-01-01 00:00:00"}
    closed = {"is_actionable": "false", "closed_at": "2062-06-25 00:00:00"}
    world.put({key(0): csv_of([row("T", **ahead), row("U", **closed)])})
    world.run()

    times = (
        "SELECT ticket_id, created_at_service::text, first_seen_at::text, closed_at::text"
        " FROM tickets.inc ORDER BY 1"
    )
    at = "2026-06-25 03:00:00+00"
    assert world.query(times) == [
        ("T", at, at, None),
        ("U", "2026-06-24 05:00:00+00", "2026-06-24 05:05:00+00", at),
    ]
    warnings = "SELECT column_name, reason FROM tickets.import_rejects WHERE reason LIKE '%%got%%'"
    expected = "expected a time not after the file's, which is stored instead, got "
    assert sorted(world.query(warnings)) == [
        ("closed_at", expected + "'2062-06-25 00:00:00'"),
        ("created_at_service", expected + "'2062-01-01 00:00:00'"),
    ]
    world.query("UPDATE tickets.inc SET raw = raw RETURNING ticket_id")
    assert world.query(times)[0] == ("T", at, at, None)
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []


@pytest.mark.parametrize("cuts", [(), (1,), (2,), (3,), (1, 2), (1, 2, 3)])
def test_a_time_between_two_files_is_cut_alike_in_any_batches(
    cuts: tuple[int, ...], world: World
) -> None:
    """The second file repeats the first; the closing is ahead of the first, not of the second."""
    closed = row("T", is_actionable="false", closed_at="2026-06-25 06:10:00")
    versions = [closed, closed, closed | {"owner": "ann"}, closed | {"owner": "ben"}]
    files = {key(20 * n): csv_of([version]) for n, version in enumerate(versions)}
    found = []
    for edges in [(0, 4), (0, *cuts, 4)]:
        world.empty()
        for start, end in pairwise(edges):
            world.put(dict(list(files.items())[start:end]))
            assert world.run().is_good
        found.append((world.query(EVENTS), world.query("SELECT closed_at FROM tickets.inc")))
    assert found[0] == found[1]
    assert len(found[0][0]) == 5


def test_a_raw_status_that_says_closed_beside_an_open_status_is_a_warning(world: World) -> None:
    closed = {"raw_status": "Closed complete", "is_actionable": "", "bucket": ""}
    rows = [
        row("open", normalized_status="ACCEPTED", **closed),
        row("flag", normalized_status="PARKED", **(closed | {"is_actionable": "true"})),
        row("same", normalized_status="Closed complete", **closed),
        row("unknown", normalized_status="PARKED", **closed),
    ]
    raw = "raw_status is one of closed tickets"
    world.put({key(0): csv_of(rows)})
    world.run()

    assert world.query(
        "SELECT raw_row::jsonb ->> 'ticket_id', column_name, reason FROM tickets.import_rejects"
        " ORDER BY change_line"
    ) == [
        (
            "open",
            "normalized_status",
            f"the status is one of open tickets, but {raw}: counted as waiting",
        ),
        (
            "flag",
            "is_actionable",
            f"is_actionable is true, but {raw}: counted as actionable",
        ),
    ]
    # It decides nothing, so nobody is asked what it means.
    assert world.query("SELECT status FROM tickets.statuses ORDER BY 1") == [
        ("accepted",),
        ("closed complete",),
        ("parked",),
    ]


def test_a_whole_status_with_a_percentage_can_be_taught(world: World) -> None:
    assert words.main(["set", "95% complete", "closed"]) == 0

    for status, meaning in (("95% COMPLETE", "closed"), ("94% COMPLETE", "open")):
        assert world.query("SELECT tickets.status_meaning(%s)", [status]) == [(meaning,)]
    assert words.main(["unset", "95% complete"]) == 0


def test_a_word_that_negates_can_be_taught(world: World) -> None:
    assert words.main(["set", "bado", "negates", "--note", "Swahili: not yet"]) == 0

    assert world.query("SELECT tickets.status_meaning('BADO CLOSED')") == [("open",)]
    assert words.main(["unset", "bado"]) == 0
