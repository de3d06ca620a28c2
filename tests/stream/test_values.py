"""The feed's rules for values: Python and SQL must read every text in the same way."""

from contextlib import closing
from datetime import datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fleettickets.domain.values import FLAGS, flag, instant, latitude, longitude, minutes
from fleettickets.store.connect import connect
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

times = st.from_regex(
    r"\A[12]\d{3}-[01]\d-[0-3]\d"
    r"([ T][0-2]\d:[0-6]\d(:[0-6]\d(\.\d{1,7})?)?( ?(Z|[+-]\d\d:?\d?\d?))?)?\Z"
).filter(lambda text: text.isascii())
numbers = st.from_regex(r"\A[+-]?\d{0,9}(\.\d{0,3})?\Z").filter(str.isascii)
texts = st.one_of(
    times,
    numbers,
    st.sampled_from(["TRUE", "t", "Yes", "0", "no", "F", "2024-02-29", "1e3", "NaN", "٣", "-0"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
)


@settings(max_examples=40)
@given(st.lists(texts, min_size=1, max_size=60))
@example(["2023-02-29 10:00:00", "2024-06-25T06:20:00+03:00", "2024-06-25 06:20:00 -0330", "360"])
@example(["2024-01-01T00:00:00Z", "2024-12-31 23:59:59.5", "2024-01-01 10:00-03", "99999999.5"])
def test_python_and_sql_read_every_text_alike(world: World, values: list[str]) -> None:
    statement = (
        "SELECT v, tickets.eat_ts(v), tickets.to_flag(v), tickets.to_minutes(v) IS NOT NULL,"
        " tickets.to_degrees(v, 90), tickets.to_degrees(v, 180)"
        " FROM unnest(%s::text[]) WITH ORDINALITY AS t (v, n) ORDER BY n"
    )
    rows = world.query(statement, [values])

    assert rows == [
        (v, instant(v), flag(v), minutes(v) is not None, latitude(v), longitude(v)) for v in values
    ]


def test_the_import_stores_what_python_reads(world: World) -> None:
    """The import casts numbers and times itself (upsert_tickets.sql)."""
    texts = {
        "is_actionable": [case for word in FLAGS for case in (word, word.upper())],
        "mttr": ["0", "00012", "2.5", "99999999.499999999"],
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
        assert row == (90, "cluster", -1.26, 36.8)

        conn.execute("UPDATE tickets.inc SET mttr = 5, owner = 'nobody'")
        assert conn.execute("SELECT mttr, owner FROM tickets.inc").fetchone() == (90, None)
        assert conn.execute("SELECT * FROM tickets.check_tickets('inc')").fetchall() == []
