"""Whatever the tickets and the filters are, the parts of the answers agree with each other."""

from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fleettickets.store.connect import Connection, connect
from tests.support.oracle import EAT
from tests.support.reporting import (
    START,
    UPDATE_OFFSETS_H,
    Json,
    ask,
    empty,
    import_versions,
    optional,
    updated,
)

DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)

# Mostly around the files; also long before them, and in 2062.
times = (st.integers(-30, 80) | st.sampled_from([-400, 24 * 365 * 36])).map(
    lambda hours: f"{START + timedelta(hours=hours):%F %T}"
)
instants = st.integers(-30, 100).map(lambda hours: (START + hours * DAY / 24).replace(tzinfo=EAT))
versions = st.lists(
    st.builds(
        updated,
        st.fixed_dictionaries(
            {
                "run": st.integers(1, 2),
                "file_at": st.integers(0, 9).map(lambda n: START + timedelta(hours=8 * n)),
                "ticket_id": st.sampled_from(["T1", "T2", "T3", "T4", "T5"]),
                "normalized_status": st.sampled_from(
                    ["open", "waiting", "CLOSED COMPLETE", "Cancelled", "?"]
                ),
                "bucket": optional(st.sampled_from(["closed", "Pending"])),
                "assigned_team": optional(st.sampled_from(["A", "B"])),
                "owner": optional(st.sampled_from(["ann", "O'Hara"])),
                "cluster": optional(st.sampled_from(["X", "Y"])),
                "is_actionable": optional(st.sampled_from(["true", "false"])),
                "created_at_service": optional(times),
                "first_seen_at": optional(times),
                "scheduled_at": optional(times),
                "closed_at": st.none() | st.none() | times,
                "mttr": optional(st.integers(0, 5000).map(str)),
                "sla_status": optional(st.sampled_from(["Within SLA", "Breached", "?"])),
                "latitude": optional(st.just("-1.28")),
                "longitude": st.just("36.82"),
            }
        ),
        UPDATE_OFFSETS_H,
    ),
    max_size=14,
)
PARAMETERS = ["p_cluster", "p_status", "p_team", "p_owner"]
filters = st.just(dict.fromkeys(PARAMETERS)) | st.fixed_dictionaries(
    {
        "p_cluster": st.none() | st.sampled_from(["X", "y ", "(none)"]),
        "p_status": st.none() | st.sampled_from(["open", "closed complete"]),
        "p_team": st.none() | st.sampled_from(["a", "(none)"]),
        "p_owner": st.none() | st.just("O'Hara"),
    }
)
spans = st.one_of(
    st.sampled_from(["24h", "3d", "9d", "today", "week", "month"]).map(
        lambda window: {"p_window": window}
    ),
    st.tuples(instants, st.integers(1, 90)).map(
        lambda span: {"p_from": span[0], "p_to": span[0] + span[1] * DAY / 24}
    ),
)
property_test = settings(max_examples=40)


@property_test
@given(
    dataset=st.sampled_from(["inc", "crq"]),
    stream=versions,
    chosen=filters,
    clock=st.tuples(spans, st.none() | instants),
)
def test_metrics_features_and_breakdowns_agree(
    shared_database: str,
    dataset: str,
    stream: list[dict[str, Any]],
    chosen: dict[str, Any],
    clock: tuple[dict[str, Any], datetime | None],
) -> None:
    span, as_of = clock
    with closing(connect(shared_database)) as conn, TemporaryDirectory() as folder:
        empty(conn)
        import_versions(conn, [{**v, "dataset": dataset} for v in stream], Path(folder))
        answer = dashboard(conn, dataset, chosen | span | {"p_as_of": as_of})
        agree_within(answer)
        agree_with_the_map(conn, answer, chosen | {"p_as_of": as_of})
        if not any(value is not None for value in chosen.values()):
            agree_with_the_rest(conn, answer)


@property_test
@given(stream=versions, cuts=st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_a_difference_from_the_snapshot_is_what_came_when(
    shared_database: str, stream: list[dict[str, Any]], cuts: tuple[int, int]
) -> None:
    """If files come in order, everything that a snapshot knew can be derived from them."""
    edges = [START + timedelta(hours=8 * cut) for cut in sorted(cuts)]
    ordered = [{**v, "run": sum(v["file_at"] >= edge for edge in edges)} for v in stream]
    with closing(connect(shared_database)) as conn, TemporaryDirectory() as folder:
        empty(conn)
        import_versions(conn, ordered, Path(folder))
        flows = flows_of(conn)
        days = ask(conn, "SELECT reporting.fn_backlog('inc')")["days"]

    run_of = {f"{v['file_at']:%Y-%m-%dT%H-%M-%S}": v["run"] for v in ordered}
    # Which run had the day's content as its newest, last.
    taken: dict[str, int] = {}
    for run in sorted(set(run_of.values())):
        updates = [
            v["source_updated_at"]
            for v in ordered
            if v["run"] <= run and "" < v["source_updated_at"] <= f"{v['file_at']:%F %T}"
        ]
        if updates:
            taken[max(updates)[:10]] = run
    for day in days:
        if day["day"] not in taken:
            assert day["snapshot_open"] is None
            continue
        run = taken[day["day"]]
        had = sum(change for _, change, seen, _ in flows if run_of[seen] <= run)
        if day["snapshot_open"] is None:  # a day with nothing to show
            assert had == 0
            continue
        ahead = sum(
            change
            for on, change, _, dated in flows
            if min(on, days[-1]["day"]) > day["day"] and run_of[dated] <= run
        )
        assert day["snapshot_open"] == had
        assert (day["why"] or {"dated_after": 0})["dated_after"] == (
            -ahead if day["difference"] else 0
        )
        assert day["difference"] == sum((day["why"] or {"none": 0}).values())


def flows_of(conn: Connection) -> list[tuple[str, int, str, str]]:
    """Return each flow's day, change of the open tickets, the file that showed it, and the last
    that dated it."""
    rows = conn.execute(
        "SELECT ticket_id, kind, occurred_at, substring(change_key FROM '[^/]{19}(?=\\.csv)'),"
        " CASE WHEN kind <> 'opened' OR to_lifecycle = 'waiting' THEN to_lifecycle"
        " ELSE 'actionable' END"
        " FROM tickets.ticket_events"
        " WHERE kind NOT IN ('status', 'assignment')"
        " ORDER BY ticket_id, change_key, change_line, kind IN ('closed', 'correction')"
    ).fetchall()
    steps: list[list[Any]] = []
    for ticket_id, kind, at, file, life in rows:
        if kind == "correction":
            steps[-1][2:] = [at, steps[-1][3], file]
        else:
            steps.append([ticket_id, life == "actionable", at, file, file])
    flows = []
    latest: dict[str, datetime] = {}
    was_open: dict[str, bool] = {}
    for ticket_id, is_open, at, seen, dated in steps:
        latest[ticket_id] = max(at, latest.get(ticket_id, at))
        on = f"{latest[ticket_id].astimezone(EAT):%F}"
        flows.append((on, is_open - was_open.get(ticket_id, False), seen, dated))
        was_open[ticket_id] = is_open
    return flows


def dashboard(conn: Connection, dataset: str, given_values: dict[str, Any]) -> Json:
    named = ", ".join(f"{name} => %({name})s" for name in given_values)
    return ask(conn, f"SELECT reporting.fn_{dataset}_dashboard({named})", given_values)


def agree_within(answer: Json) -> None:
    metrics = answer["metrics"]
    opens = [feature["properties"] for feature in answer["open"]["features"]]
    waiting = [feature["properties"] for feature in answer["waiting"]["features"]]
    closed = [feature["properties"] for feature in answer["closed"]["features"]]
    assert {p["lifecycle"] for p in opens} <= {"actionable"}
    assert {p["lifecycle"] for p in waiting} <= {"waiting"}
    assert {p["lifecycle"] for p in closed} <= {"closed"}
    assert metrics["waiting"] == len(waiting)
    states = [p["sla_state"] for p in opens]
    ended = [p["sla_state"] for p in closed]

    # A past clock at midnight ends today's window where it begins.
    assert answer["filters"]["from"] <= answer["filters"]["to"]
    assert sum(day["closed"] for day in metrics["closed_by_day"]) == metrics["closed"]
    assert metrics["open"] == len(opens) == len({p["ticket_id"] for p in opens})
    assert metrics["closed"] == len(closed) == len({p["ticket_id"] for p in closed})
    assert not {p["ticket_id"] for p in opens} & {p["ticket_id"] for p in closed}
    assert metrics["actionable"] == sum(p["is_actionable"] is True for p in opens) == len(opens)
    assert metrics["unlocated"] == sum(
        feature["geometry"] is None for feature in answer["open"]["features"]
    )
    assert [metrics[name] for name in ("on_track", "at_risk", "breached", "sla_unknown")] == [
        states.count(state) for state in ("on_track", "at_risk", "breached", "unknown")
    ]
    assert [metrics[f"closed_{name}"] for name in ("within_sla", "outside_sla", "sla_unknown")] == [
        ended.count(state) for state in ("on_track", "breached", "unknown")
    ]
    ages = [p["age_minutes"] for p in opens if p["age_minutes"] is not None]
    assert metrics["oldest_open_minutes"] == max(ages, default=None)
    assert metrics["mttr_known"] == sum(p["mttr_minutes"] is not None for p in closed)
    assert metrics["mttr_median_minutes"] == median_of(closed)
    assert metrics["net_flow"] == metrics["created"] + metrics["reopened"] - metrics["closings"]
    assert len(set(answer["reopened_tickets"])) == len(answer["reopened_tickets"])
    assert bool(answer["reopened_tickets"]) == bool(metrics["reopened"])
    assert len(answer["reopened_tickets"]) <= metrics["reopened"]
    assert all(p["closed_at"] is None for p in opens)
    assert all(p["closed_at"] is not None for p in closed)
    for part, column in (("cluster", "cluster"), ("team", "assigned_team"), ("owner", "owner")):
        assert {
            line[part]: (line["open"], line["breached"], line["waiting"], line["closed"])
            for line in answer[f"by_{part}"]
        } == {
            value: (
                sum(p[column] == value for p in opens),
                sum(p[column] == value and p["sla_state"] == "breached" for p in opens),
                sum(p[column] == value for p in waiting),
                sum(p[column] == value for p in closed),
            )
            for value in {p[column] for p in opens + waiting + closed}
        }
        assert {line[part]: line["mttr_median_minutes"] for line in answer[f"by_{part}"]} == {
            value: median_of([p for p in closed if p[column] == value])
            for value in {p[column] for p in opens + waiting + closed}
        }
    assert sum(band["open"] for band in answer["ageing"]) == metrics["open"]
    assert sum(band["breached"] for band in answer["ageing"]) == metrics["breached"]
    agree_on_the_schedule(answer, opens)


def agree_on_the_schedule(answer: Json, opens: list[Json]) -> None:
    schedule = answer["metrics"]["schedule"]
    if answer["filters"]["dataset"] == "inc":
        assert schedule is None
        return
    as_of = datetime.fromisoformat(answer["filters"]["as_of"])
    tomorrow = as_of.astimezone(EAT).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    dues = [datetime.fromisoformat(p["due_at"]) for p in opens if p["due_at"]]
    assert schedule == {
        "overdue": sum(p["sla_state"] == "breached" for p in opens),
        "due_today": sum(as_of <= due < tomorrow for due in dues),
        "due_in_7_days": sum(as_of <= due < as_of + 7 * DAY for due in dues),
        "unscheduled": sum(p["scheduled_at"] is None for p in opens),
    }


def median_of(closed: list[Json]) -> float | None:
    known_minutes = [p["mttr_minutes"] for p in closed if p["mttr_minutes"] is not None]
    return median(known_minutes) if known_minutes else None


def agree_with_the_map(conn: Connection, answer: Json, chosen: dict[str, Any]) -> None:
    metrics = answer["metrics"]
    named = ", ".join(f"{name} => %({name})s" for name in chosen)
    call = f"SELECT reporting.fn_tickets_for_map(%(p_dataset)s, {named})"
    on_map = ask(conn, call, chosen | {"p_dataset": answer["filters"]["dataset"]})
    assert on_map["summary"]["open"] == metrics["open"]
    for name in (
        "unlocated",
        "actionable",
        "waiting",
        "on_track",
        "at_risk",
        "breached",
        "sla_unknown",
    ):
        assert on_map["summary"][name] == metrics[name]
    located = [f for f in answer["open"]["features"] if f["geometry"] is not None]
    assert on_map["features"] == located


def agree_with_the_rest(conn: Connection, answer: Json) -> None:
    metrics, window = answer["metrics"], answer["filters"]
    dataset = window["dataset"]
    rows = conn.execute(
        "SELECT s.ticket_id, s.age_minutes, s.sla_state FROM reporting.fn_open_sla(%s, %s) AS s",
        [dataset, window["as_of"]],
    ).fetchall()
    opens = [feature["properties"] for feature in answer["open"]["features"]]
    assert sorted(rows) == sorted((p["ticket_id"], p["age_minutes"], p["sla_state"]) for p in opens)
    assert ask(conn, f"SELECT count(*) FROM tickets.{dataset}_open_sla") == metrics["open"]
    for life, count in (("actionable", metrics["open"]), ("waiting", metrics["waiting"])):
        found = f"SELECT count(*) FROM tickets.{dataset} WHERE lifecycle = %s"
        assert ask(conn, found, [life]) == count

    days = ask(conn, "SELECT reporting.fn_backlog(%s)", [dataset])["days"]
    backlog = (metrics["open"], metrics["waiting"])
    assert (days[-1]["open"], days[-1]["waiting"]) == backlog
    end = end_of_content(conn, dataset)
    if answer["freshness"]["content_as_of"] is not None:
        assert backlog_at(conn, dataset, end - MICROSECOND) == backlog
    for yesterday, day in pairwise(days):
        before = yesterday["open"] + yesterday["waiting"]
        flow = day["created"] + day["reopened"] - day["closed"]
        assert day["open"] + day["waiting"] == before + flow
    for day in days[-4:-1]:
        last_moment = f"{day['day']} 23:59:59.999999+03"
        assert backlog_at(conn, dataset, last_moment) == (day["open"], day["waiting"])
        assert min(day["open"], day["waiting"]) >= 0
    some = ask(
        conn, "SELECT reporting.fn_backlog(%s, %s, %s)", [dataset, days[-4]["day"], days[-2]["day"]]
    )
    assert some["days"] == days[-4:-1]
    agree_on_the_flow(conn, answer)

    teams = ask(conn, "SELECT reporting.fn_team_closures(%s, %s)", [dataset, START - 2 * DAY])
    lines = [*teams["teams"], teams["unattributed"]]
    for name in ("closed", "credited", "reopened"):
        assert teams["total"][name] == sum(line[name] for line in lines)
    assert teams["total"]["closed"] == teams["total"]["credited"] + teams["total"]["reopened"]
    events = "SELECT count(*) FROM tickets.closure_events WHERE closed_at >= %s AND closed_at < %s"
    span = [teams["filters"]["from"], teams["filters"]["to"]]
    assert teams["total"]["closed"] == ask(conn, events, span)


def agree_on_the_flow(conn: Connection, answer: Json) -> None:
    """The backlog after the window is the one before it and the net flow."""
    dataset = answer["filters"]["dataset"]
    if answer["freshness"]["content_as_of"] is None:
        return
    if datetime.fromisoformat(answer["filters"]["to"]) > end_of_content(conn, dataset):
        return
    began, ended = (
        sum(
            backlog_at(conn, dataset, datetime.fromisoformat(answer["filters"][name]) - MICROSECOND)
        )
        for name in ("from", "to")
    )
    assert answer["metrics"]["net_flow"] == ended - began


def end_of_content(conn: Connection, dataset: str) -> datetime:
    """Return the end of what is known; a calendar window may end before it, or after it."""
    answer = dashboard(conn, dataset, {"p_window": "24h"})
    return datetime.fromisoformat(answer["filters"]["to"])


def backlog_at(conn: Connection, dataset: str, instant: datetime | str) -> tuple[int, int]:
    """Return how many tickets were open, and how many waited."""
    found = ask(conn, "SELECT reporting.fn_backlog_at(%s, %s)", [dataset, instant])
    for part in ("open", "waiting"):
        assert found[part] == sum(line[part] for line in found["by_cluster"])
    return int(found["open"]), int(found["waiting"])
