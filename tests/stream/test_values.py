"""The feed's rules for values: Python and SQL must read every text in the same way."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg.errors import LockNotAvailable

from fleettickets.domain.values import FLAGS, duration, flag, instant, latitude, longitude
from fleettickets.store.connect import connect
from fleettickets.store.queries import query
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

times = st.from_regex(
    r"\A[12]\d{3}-[01]\d-[0-3]\d"
    r"([ T][0-2]\d:[0-6]\d(:[0-6]\d(\.\d{1,7})?)?( ?(Z|[+-]\d\d:?\d?\d?))?)?\Z"
).filter(lambda text: text.isascii())
numbers = st.from_regex(r"\A[+-]?\d{0,9}([.,]\d{0,3})?\Z").filter(str.isascii)
texts = st.one_of(
    times,
    numbers,
    st.sampled_from(["TRUE", "t", "Yes", "0", "no", "F", "2024-02-29", "1e3", "NaN", "٣", "-0"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
)


@settings(max_examples=40)
@given(st.lists(texts, min_size=1, max_size=60))
@example(["2023-02-29 10:00:00", "2024-06-25T06:20:00+03:00", "2024-06-25 06:20:00 -0330", "360"])
@example(["2024-01-01T00:00:00Z", "2024-12-31 23:59:59.5", "2024-01-01 10:00-03", "9999999.5"])
def test_python_and_sql_read_every_text_alike(world: World, values: list[str]) -> None:
    statement = (
        "SELECT v, tickets.eat_ts(v), tickets.to_flag(v), tickets.to_minutes(v) IS NOT NULL,"
        " tickets.to_degrees(v, 90), tickets.to_degrees(v, 180)"
        " FROM unnest(%s::text[]) WITH ORDINALITY AS t (v, n) ORDER BY n"
    )
    rows = world.query(statement, [values])

    assert rows == [
        (v, instant(v), flag(v), duration(v) is not None, latitude(v), longitude(v)) for v in values
    ]


def test_the_import_stores_what_python_reads(world: World) -> None:
    """The import casts numbers and times itself (upsert_tickets.sql)."""
    texts = {
        "is_actionable": [case for word in FLAGS for case in (word, word.upper())],
        "mttr": ["0", "00012", "2.5", "35,25", "35.516666666666666", "9999999.99"],
        "closed_at": ["2024-02-29", "2024-06-25 06:20Z", "2024-06-25T06:20:00.123456-03:30"],
    }
    typed = [(column, text) for column, found in texts.items() for text in found]
    closed = {"normalized_status": "closed", "is_actionable": "false"}
    changes = [
        row(f"T{n}", **(closed if column == "closed_at" else {}), **{column: text})
        for n, (column, text) in enumerate(typed)
    ]
    world.put({key(0): csv_of(changes)})
    world.run()

    assert world.query("SELECT count(*) FROM tickets.inc") == [(len(typed),)]
    assert world.query("SELECT column_name, reason FROM tickets.import_rejects") == []
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []


DURATIONS = {
    "36.5": (2190, 37),
    "36,5": (2190, 37),
    "35.516666666666666": (2131, 36),
    "0.0083333333333333332": (0, 0),
    "0.008333333333333334": (1, 0),
    "24": (1440, 24),
}
"""Of texts of ``mttr``: the minutes, if the unit is an hour and if it is a minute."""


def put_durations(world: World, *others: dict[str, str]) -> None:
    """Import a closed ticket for each duration, and the other rows."""
    closed = {"normalized_status": "closed", "closed_at": "2026-06-25 05:00:00"}
    world.put({key(0): csv_of([*(row(text, mttr=text, **closed) for text in DURATIONS), *others])})
    world.run()


def stored_minutes(world: World, of: str = "inc") -> dict[str, int]:
    return dict(world.query(f"SELECT ticket_id, mttr FROM tickets.{of} WHERE mttr IS NOT NULL"))


@pytest.mark.parametrize("table", ["inc", "closure_events"])
def test_mttr_is_hours_in_the_feed_and_whole_minutes_in_the_tables(
    world: World, table: str
) -> None:
    put_durations(world)

    assert stored_minutes(world, table) == {text: hours for text, (hours, _) in DURATIONS.items()}
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []
    assert world.query("SELECT count(*) FROM tickets.import_rejects") == [(0,)]


def test_another_unit_converts_what_is_stored_and_counts_for_the_next_import(
    world: World,
) -> None:
    put_durations(world, row("unread", mttr="soon"))
    hashes = world.query("SELECT ticket_id, content_hash FROM tickets.inc ORDER BY 1")
    in_minutes = {text: minutes for text, (_, minutes) in DURATIONS.items()}
    with using_unit(world, "minutes"):
        assert stored_minutes(world) == stored_minutes(world, "closure_events") == in_minutes
        assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []
        assert world.query("SELECT ticket_id, content_hash FROM tickets.inc ORDER BY 1") == hashes

        world.put({key(20): csv_of([row("T1", mttr="90.5", closed_at="2026-06-25 05:00:00")])})
        world.run()
        in_minutes["T1"] = 91
        assert stored_minutes(world) == stored_minutes(world, "closure_events") == in_minutes
    assert stored_minutes(world)["T1"] == stored_minutes(world, "closure_events")["T1"] == 5430


def test_a_change_of_the_unit_waits_for_an_import(world: World) -> None:
    """An import that has begun would otherwise write in the old unit."""
    with closing(connect(world.url)) as importing:
        importing.execute(query("lock_dataset"), {"dataset": "inc"})
        with closing(connect(world.url)) as conn:
            conn.execute("SET lock_timeout = '100ms'")
            with pytest.raises(LockNotAvailable):
                conn.execute("UPDATE tickets.datasets SET mttr_unit = 'minutes'")


@contextmanager
def using_unit(world: World, unit: str) -> Iterator[None]:
    """Set the unit of every dataset's mttr until the block ends."""
    statement = "UPDATE tickets.datasets SET mttr_unit = %s"
    with closing(connect(world.url)) as conn:
        conn.execute(statement, [unit])
        try:
            yield
        finally:
            conn.execute(statement, ["hours"])


def test_a_time_without_an_offset_is_east_africa_time(world: World) -> None:
    [(at,)] = world.query("SELECT tickets.eat_ts('2026-06-25 06:20:00')")

    assert at == datetime.fromisoformat("2026-06-25T03:20:00+00:00")


def test_values_changed_by_hand_follow_raw_and_positions_follow_the_gazetteers(
    world: World,
) -> None:
    with closing(connect(world.url)) as conn, conn.transaction(force_rollback=True):
        conn.execute(
            "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)"
            " VALUES ('Westlands', ST_SetSRID(ST_MakePoint(36.8, -1.26), 4326), 'test', 'cluster')"
        )
        conn.execute(
            "INSERT INTO tickets.inc (ticket_id, raw, content_hash, change_key, change_line)"
            ' VALUES (\'T1\', \'{"ticket_id": "T1", "cluster": "Westlands", "mttr": "90"}\','
            " gen_random_uuid(), 'k', 2)"
        )
        row = conn.execute(
            "SELECT mttr, geo_source, latitude, longitude FROM tickets.inc"
        ).fetchone()
        assert row == (5400, "cluster", -1.26, 36.8)

        conn.execute("UPDATE tickets.inc SET mttr = 5, owner = 'nobody'")
        assert conn.execute("SELECT mttr, owner FROM tickets.inc").fetchone() == (5400, None)
        assert conn.execute("SELECT * FROM tickets.check_tickets('inc')").fetchall() == []


@pytest.mark.parametrize("text", ["36.5 hrs", "1d 4h", "36:30", "PT36H30M", "-2", "1,234.5"])
def test_a_duration_with_a_unit_of_its_own_is_a_warning_and_no_number(
    world: World, text: str
) -> None:
    closed = {"normalized_status": "closed", "closed_at": "2026-06-25 05:00:00"}
    world.put({key(0): csv_of([row("T1", mttr=text, is_actionable="false", **closed)])})
    world.run()

    assert world.query("SELECT mttr, raw ->> 'mttr' FROM tickets.inc") == [(None, text)]
    assert world.query("SELECT severity, column_name FROM tickets.import_rejects") == [
        ("warning", "mttr")
    ]
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []


@pytest.mark.parametrize("text", ["BREACHED", "breached", "\u00a0Breached\u200b"])
def test_a_verdict_is_compared_in_any_case_and_by_what_is_seen(world: World, text: str) -> None:
    assert world.query(
        "SELECT is_within FROM tickets.sla_verdicts WHERE sla_status = tickets.verdict_word(%s)",
        [text],
    ) == [(False,)]
