"""Every answer says how old it is, and how the last import went."""

from datetime import datetime, timedelta

import pytest

from fleettickets.store.connect import Connection
from tests.support.reporting import Json, ask

ANSWERS = {
    "reporting.fn_inc_dashboard()": "freshness",
    "reporting.fn_dashboard('inc')": "freshness",
    "reporting.fn_tickets_for_map()": "summary,freshness,inc",
    "reporting.fn_backlog('inc')": "freshness",
    "reporting.fn_backlog_at('inc', '2026-06-25 09:00+03')": "freshness",
    "reporting.fn_team_closures('inc')": "freshness",
    "reporting.fn_ticket_history('inc', 'I1')": "freshness",
    "reporting.fn_find_tickets('inc', 'I1')": "freshness",
    "reporting.fn_find_tickets('inc', 'no such place')": "freshness",
    "reporting.fn_filter_values('inc')": "freshness",
    "reporting.fn_freshness()": "datasets,1",
}


def freshness(conn: Connection, call: str = "reporting.fn_inc_dashboard()") -> Json:
    return ask(conn, f"SELECT {call} #> %s::text[]", ["{" + ANSWERS[call] + "}"])


@pytest.mark.parametrize(
    ("lag", "threshold", "minutes", "is_stale"),
    [
        ("3 days", 4320, 4320, False),
        ("3 days 00:00:01", 4320, 4320, True),
        ("1 hour", 60, 60, False),
        ("61 minutes", 60, 61, True),
        ("-5 minutes", 60, -5, False),
    ],
)
def test_an_answer_is_stale_once_it_lags_by_more_than_the_setting(
    lag: str, threshold: int, minutes: int, *, is_stale: bool, filled: Connection
) -> None:
    filled.execute("UPDATE tickets.datasets SET stale_after_minutes = %s", [threshold])
    filled.execute(
        "UPDATE tickets.import_meta"
        " SET metadata = metadata || jsonb_build_object('content_as_of', now() - %s::interval)",
        [lag],
    )
    for call in ANSWERS:
        found = freshness(filled, call)
        assert (found["is_stale"], found["lag_minutes"]) == (is_stale, minutes), call
        assert found["stale_after_minutes"] == threshold


@pytest.mark.parametrize("state", ["running", "succeeded", "failed", "abandoned"])
def test_an_answer_tells_the_state_of_the_last_run(state: str, filled: Connection) -> None:
    run_id = ask(
        filled,
        "INSERT INTO tickets.import_runs (dataset, source, state) VALUES ('inc', 'bucket', %s)"
        " RETURNING run_id",
        [state],
    )
    for call in ANSWERS:
        last = freshness(filled, call)["last_run"]
        assert (last["run_id"], last["state"], last["finished_at"]) == (run_id, state, None), call


@pytest.mark.parametrize(
    ("state", "error", "ago", "is_overdue"),
    [
        ("succeeded", None, "91 minutes", True),
        ("succeeded", None, "89 minutes", False),
        ("failed", "no file could be fetched", "1 minute", True),
        ("failed", None, "1 minute", False),
    ],
)
def test_an_answer_tells_since_when_no_import_has_come_through(
    state: str, error: str | None, ago: str, *, is_overdue: bool, filled: Connection
) -> None:
    filled.execute("UPDATE tickets.watch_limits SET watched_from = '00:00', watched_to = '24:00'")
    filled.execute(
        "UPDATE tickets.import_runs SET finished_at = now() - interval '2 hours', is_drain = TRUE"
        " WHERE dataset = 'inc'"
    )
    ended = filled.execute(
        "INSERT INTO tickets.import_runs (dataset, source, state, error, started_at, finished_at)"
        " VALUES ('inc', 'bucket', %s, %s, now() - %s::interval, now() - %s::interval)"
        " RETURNING finished_at",
        [state, error, ago, ago],
    ).fetchone()
    before = filled.execute("SELECT now() - interval '2 hours'").fetchone()
    since = ended if state == "succeeded" else before
    assert since is not None
    for call in ANSWERS:
        overdue_since = freshness(filled, call)["import_overdue_since"]
        assert (overdue_since is not None) == is_overdue, call
        assert overdue_since is None or datetime.fromisoformat(overdue_since) == since[0]


def test_nights_are_not_watched(filled: Connection) -> None:
    day = "(now() AT TIME ZONE 'Africa/Nairobi')::date"
    silent = (
        "SELECT silence, is_overdue FROM tickets.import_silence('inc', "
        f"({day} + time '06:30') AT TIME ZONE 'Africa/Nairobi')"
    )
    filled.execute(
        "UPDATE tickets.import_runs SET is_drain = TRUE, finished_at ="
        f" ({day} - 1 + time '20:40') AT TIME ZONE 'Africa/Nairobi' WHERE dataset = 'inc'"
    )
    assert filled.execute(silent).fetchone() == (timedelta(minutes=50), False)
    filled.execute("UPDATE tickets.watch_limits SET overdue_minutes = 50")
    assert filled.execute(silent).fetchone() == (timedelta(minutes=50), True)


def test_a_run_of_another_dataset_is_not_told(filled: Connection) -> None:
    before = freshness(filled)["last_run"]
    filled.execute("INSERT INTO tickets.import_runs (dataset, source) VALUES ('crq', 'bucket')")
    assert freshness(filled)["last_run"] == before


def test_the_age_of_rows_is_asked_beside_them(filled: Connection) -> None:
    shown = freshness(filled)
    filled.execute("SET LOCAL ROLE fleettickets_reader")
    rows = filled.execute(
        "SELECT s.ticket_id, f.source_max_key, f.last_run_state FROM reporting.fn_open_sla() AS s"
        " JOIN reporting.freshness AS f USING (dataset) ORDER BY 1"
    ).fetchall()
    expected = (shown["source_max_key"], shown["last_run"]["state"])
    assert rows == [("I1", *expected), ("I2", *expected)]
