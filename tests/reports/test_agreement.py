"""Whatever the tickets and the filters are, the parts of the answers agree with each other."""

from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fleettickets.store.connect import Connection, connect
from tests.support.reporting import START, Json, ask, empty, import_versions, optional

times = st.integers(-30, 80).map(lambda hours: f"{START + timedelta(hours=hours):%F %T}")
versions = st.lists(
    st.fixed_dictionaries(
        {
            "run": st.integers(1, 2),
            "file_at": st.integers(0, 9).map(lambda n: START + timedelta(hours=8 * n)),
            "ticket_id": st.sampled_from(["T1", "T2", "T3", "T4", "T5"]),
            "normalized_status": st.sampled_from(["open", "waiting", "closed", "cancelled"]),
            "assigned_team": optional(st.sampled_from(["A", "B"])),
            "owner": optional(st.sampled_from(["ann", "O'Hara"])),
            "cluster": optional(st.sampled_from(["X", "Y"])),
            "is_actionable": optional(st.sampled_from(["true", "false"])),
            "created_at_service": optional(times),
            "first_seen_at": optional(times),
            "closed_at": st.none() | st.none() | times,
            "mttr": optional(st.integers(0, 5000).map(str)),
            "sla_status": optional(st.sampled_from(["Within SLA", "Breached", "?"])),
            "latitude": optional(st.just("-1.28")),
            "longitude": st.just("36.82"),
        }
    ),
    max_size=14,
)
filters = st.fixed_dictionaries(
    {
        "p_cluster": st.none() | st.sampled_from(["X", "Y", ""]),
        "p_status": st.none() | st.sampled_from(["open", "closed"]),
        "p_team": st.none() | st.sampled_from(["A", ""]),
        "p_owner": st.none() | st.just("O'Hara"),
    }
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(stream=versions, chosen=filters, window=st.sampled_from(["24h", "3d", "9d"]))
def test_metrics_features_and_breakdowns_agree(
    shared_database: str, stream: list[dict[str, Any]], chosen: dict[str, Any], window: str
) -> None:
    with closing(connect(shared_database)) as conn, TemporaryDirectory() as folder:
        empty(conn)
        import_versions(conn, stream, Path(folder))
        chosen = {name: known(conn, name, value) for name, value in chosen.items()}
        names = ", ".join(f"{name} => %({name})s" for name in chosen)
        call = f"SELECT reporting.fn_inc_dashboard(p_window => %(window)s, {names})"
        answer = ask(conn, call, chosen | {"window": window})
        agree_within(answer)
        agree_with_the_rest(conn, answer, chosen)


def known(conn: Connection, name: str, value: str | None) -> str | None:
    """Return the value if it is none that the report would refuse as unknown."""
    column = {"p_cluster": "cluster", "p_team": "assigned_team", "p_owner": "owner"}.get(name)
    if column is None or not value:
        return value
    found = f"SELECT count(*) FROM tickets.inc WHERE {column} = %s"
    return value if ask(conn, found, [value]) else None


def agree_within(answer: Json) -> None:
    metrics = answer["metrics"]
    opens = [feature["properties"] for feature in answer["open"]["features"]]
    closed = [feature["properties"] for feature in answer["closed"]["features"]]
    states = [p["sla_state"] for p in opens]
    ended = [p["sla_state"] for p in closed]

    assert metrics["open"] == len(opens) == len({p["ticket_id"] for p in opens})
    assert metrics["closed"] == len(closed) == len({p["ticket_id"] for p in closed})
    assert not {p["ticket_id"] for p in opens} & {p["ticket_id"] for p in closed}
    assert metrics["actionable"] == sum(p["is_actionable"] is True for p in opens)
    assert metrics["unlocated"] == sum(
        feature["geometry"] is None for feature in answer["open"]["features"]
    )
    assert [metrics[name] for name in ("on_track", "at_risk", "breached", "sla_unknown")] == [
        states.count(state) for state in ("on_track", "at_risk", "breached", "unknown")
    ]
    assert [metrics[f"closed_{name}"] for name in ("within_sla", "outside_sla", "sla_unknown")] == [
        ended.count(state) for state in ("on_track", "breached", "unknown")
    ]
    assert metrics["mttr_known"] == sum(p["mttr_minutes"] is not None for p in closed)
    assert all(p["closed_at"] is None for p in opens)
    assert all(p["closed_at"] is not None for p in closed)
    for part, column in (("cluster", "cluster"), ("team", "assigned_team"), ("owner", "owner")):
        assert {
            line[part]: (line["open"], line["breached"], line["closed"])
            for line in answer[f"by_{part}"]
        } == {
            value: (
                sum(p[column] == value for p in opens),
                sum(p[column] == value and p["sla_state"] == "breached" for p in opens),
                sum(p[column] == value for p in closed),
            )
            for value in {p[column] for p in opens + closed}
        }
    assert sum(band["open"] for band in answer["ageing"]) == metrics["open"]
    assert sum(band["breached"] for band in answer["ageing"]) == metrics["breached"]


def agree_with_the_rest(conn: Connection, answer: Json, chosen: dict[str, Any]) -> None:
    metrics, window = answer["metrics"], answer["filters"]
    if chosen["p_status"] != "closed":
        names = ", ".join(f"{name} => %({name})s" for name in chosen)
        on_map = ask(conn, f"SELECT reporting.fn_tickets_for_map('inc', {names})", chosen)
        assert on_map["summary"]["open"] == metrics["open"]
        assert len(on_map["features"]) == metrics["open"] - metrics["unlocated"]
        assert on_map["summary"]["breached"] == metrics["breached"]
    if any(value is not None for value in chosen.values()):
        return
    assert ask(conn, "SELECT count(*) FROM tickets.inc_open_sla") == metrics["open"]
    assert ask(conn, "SELECT count(*) FROM tickets.inc WHERE is_open") == metrics["open"]

    days = ask(conn, "SELECT reporting.fn_backlog('inc')")["days"]
    assert days[-1]["open"] == metrics["open"]
    for yesterday, day in pairwise(days):
        assert day["open"] == (yesterday["open"] + day["created"] + day["reopened"] - day["closed"])
        if day["difference"] is not None:
            assert day["difference"] == sum((day["why"] or {"none": 0}).values())
    for day in days[-4:-1]:
        last_moment = f"{day['day']} 23:59:59.999999+03"
        at_end = ask(conn, "SELECT reporting.fn_backlog_at('inc', %s)", [last_moment])
        assert at_end["open"] == day["open"] >= 0
    if answer["freshness"]["content_as_of"] is not None:
        before = datetime.fromisoformat(window["from"]) - timedelta(microseconds=1)
        after = datetime.fromisoformat(window["to"]) - timedelta(microseconds=1)
        began, ended = (
            ask(conn, "SELECT reporting.fn_backlog_at('inc', %s)", [instant])["open"]
            for instant in (before, after)
        )
        assert metrics["net_flow"] == ended - began

    teams = ask(conn, "SELECT reporting.fn_team_closures('inc', %s)", [window["from"]])
    lines = [*teams["teams"], teams["unattributed"]]
    for name in ("closed", "credited", "reopened"):
        assert teams["total"][name] == sum(line[name] for line in lines)
    assert teams["total"]["closed"] == teams["total"]["credited"] + teams["total"]["reopened"]
