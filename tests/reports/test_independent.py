"""Each figure of the dashboards against a computation in Python over the recorded streams.

The streams that may not ship are read where they lie beside the project; elsewhere the committed
part of one stands for them.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.reports.team_oracle import team_closures
from tests.stream.test_recorded_streams import STREAMS, files_of
from tests.support.databases import fresh_database
from tests.support.oracle import EAT, Expected, expected_of
from tests.support.report_oracle import (
    Question,
    backlog_at,
    content_as_of,
    dashboard,
    effective_flows,
)
from tests.support.reporting import ask

DAY = timedelta(days=1)
MOST_DAYS = 366
MOST_TICKETS = 5000


@dataclass(frozen=True)
class Recorded:
    """A recorded stream, imported, and what the oracle says of it."""

    url: str
    dataset: str
    files: dict[str, bytes]
    expected: Expected
    as_of: datetime
    ends_at: datetime

    def question(self, **changes: Any) -> Question:
        """Return the default dashboard's question, some of it changed."""
        default = {"as_of": self.as_of, "from_at": self.as_of - DAY, "to_at": self.ends_at}
        return Question(self.dataset, **(default | changes))

    def midnight(self, days: int = 0) -> datetime:
        """Return the midnight that the content's day began with, or one some days later."""
        local = self.as_of.astimezone(EAT).replace(hour=0, minute=0, second=0, microsecond=0)
        return local + days * DAY

    def weekday(self) -> int:
        """Return the number of days since Monday."""
        return self.as_of.astimezone(EAT).weekday()

    def most(self, column: str) -> str:
        """Return the commonest value of a column."""
        values = [t.raw[column] for t in self.expected.tickets.values() if t.raw[column]]
        return str(max(sorted(set(values), key=str), key=values.count))


@pytest.fixture(scope="module", params=STREAMS)
def recorded(
    request: pytest.FixtureRequest,
    postgres_server: PostgresServer,
    report_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Recorded]:
    files = files_of(STREAMS[request.param])
    dataset = request.param[:3]
    folder = tmp_path_factory.mktemp(request.param)
    for key, content in files.items():
        (folder / Path(key).name).write_bytes(content)
    with fresh_database(postgres_server.dsn, template=report_template) as url:
        with closing(connect(url)) as conn:
            # The recordings are not of Kenya, and every position in them is taken as it is.
            conn.execute(
                "UPDATE tickets.geo_settings SET suspect_addresses = 1000000,"
                " west = NULL, south = NULL, east = NULL, north = NULL"
            )
            source = LocalFiles(folder, DATASETS[dataset])
            assert Import(conn, DATASETS[dataset], source).apply().is_good
            conn.execute("ANALYZE")
        as_of, ends_at = clocks(files)
        yield Recorded(url, dataset, files, expected_of(files), as_of, ends_at)


def clocks(files: dict[str, bytes]) -> tuple[datetime, datetime]:
    """Return content_as_of, and the end of what the files can tell (exclusive)."""
    rows = []
    for key, content in files.items():
        file_at = datetime.strptime(Path(key).name[:19], "%Y-%m-%dT%H-%M-%S").replace(tzinfo=EAT)
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        kept = [row for row in reader if (row["is_alarm"] or "").lower() != "true"]
        rows += [(file_at, row["source_updated_at"]) for row in kept]
    as_of = content_as_of(rows)
    last = max(file_at for file_at, _ in rows)
    return as_of, max(as_of, last).replace(microsecond=0) + timedelta(seconds=1)


Filter = Callable[[Recorded], tuple[dict[str, Any], dict[str, Any]]]

# name: what the function is given, and what the computation is
FILTERS: dict[str, Filter] = {
    "default": lambda r: ({}, {"from_at": r.midnight(), "to_at": r.midnight() + DAY}),
    "this week": lambda r: (
        {"p_window": "week"},
        {"from_at": r.midnight(-r.weekday()), "to_at": r.midnight(7 - r.weekday())},
    ),
    "a day": lambda _: ({"p_window": "24h"}, {}),
    "until": lambda r: (
        {"p_to": r.as_of - DAY},
        {"from_at": datetime.min.replace(tzinfo=EAT), "to_at": r.as_of - DAY},
    ),
    "a week": lambda r: ({"p_window": "7d"}, {"from_at": r.as_of - 7 * DAY}),
    "a month": lambda r: ({"p_window": "30d"}, {"from_at": r.as_of - 30 * DAY}),
    "a cluster": lambda r: (
        {"p_cluster": f" {r.most('cluster').swapcase()}\u200b", "p_window": "30d"},
        {"cluster": r.most("cluster"), "from_at": r.as_of - 30 * DAY},
    ),
    "no cluster": lambda r: (
        {"p_cluster": "(none)", "p_window": "365d"},
        {"cluster": "(none)", "from_at": r.as_of - 365 * DAY},
    ),
    "open": lambda _: ({"p_status": "OPEN", "p_window": "24h"}, {"status": "open"}),
    "closed": lambda r: (
        {"p_status": "closed", "p_window": "90d"},
        {"status": "closed", "from_at": r.as_of - 90 * DAY},
    ),
    "a day of the past": lambda r: (
        {"p_from": r.as_of - 3 * DAY, "p_to": r.as_of - 2 * DAY},
        {"from_at": r.as_of - 3 * DAY, "to_at": r.as_of - 2 * DAY},
    ),
    "a past clock": lambda r: (
        {"p_as_of": r.as_of - DAY, "p_window": "48h"},
        {"as_of": r.as_of - DAY, "from_at": r.as_of - 3 * DAY, "to_at": r.as_of - DAY},
    ),
    "the wall clock ahead": lambda r: (
        {"p_as_of": r.as_of + 2 * DAY, "p_window": "60h"},
        {"as_of": r.as_of + 2 * DAY, "from_at": r.as_of - DAY / 2},
    ),
    "a team": lambda r: (
        {"p_team": r.most("assigned_team"), "p_window": "90d"},
        {"team": r.most("assigned_team"), "from_at": r.as_of - 90 * DAY},
    ),
    "a team's cluster, closed since": lambda r: (
        {
            "p_team": r.most("assigned_team"),
            "p_cluster": r.most("cluster"),
            "p_status": "closed",
            "p_from": r.as_of - 60 * DAY,
        },
        {
            "team": r.most("assigned_team"),
            "cluster": r.most("cluster"),
            "status": "closed",
            "from_at": r.as_of - 60 * DAY,
            "to_at": datetime.max.replace(tzinfo=EAT),
        },
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_every_figure_is_the_computed_one(name: str, recorded: Recorded) -> None:
    given, asked = FILTERS[name](recorded)
    question = recorded.question(**asked)
    if question.cluster == "(none)" and recorded.dataset == "inc":
        pytest.skip("every recorded incident has a cluster")
    expected = dashboard(recorded.expected, question)

    named = ", ".join(f"{parameter} => %({parameter})s" for parameter in given)
    with closing(connect(recorded.url)) as conn:
        call = f"SELECT reporting.fn_{recorded.dataset}_dashboard({named})"
        answer = ask(conn, call, given)

    found = answer["metrics"]
    answer["by_status"] = found.pop("by_status")
    by_day = found.pop("closed_by_day")
    assert found.pop("by_cluster") == answer["by_cluster"]
    assert found.pop("closures_a_day") is not None
    assert sum(day["closed"] for day in by_day) == found["closed"] or len(by_day) == MOST_DAYS
    placed = {
        f["id"]: f["geometry"] for part in ("open", "closed") for f in answer[part]["features"]
    }
    assert placed == {ticket_id: geometry_of(recorded, ticket_id) for ticket_id in placed}
    assert found.pop("unlocated") == sum(
        geometry_of(recorded, ticket_id) is None for ticket_id in expected["open"]
    )
    assert {
        band["bucket"]: (band["open"], band["breached"]) for band in answer["ageing"]
    } == ageing(expected["open"].values())
    assert found == {
        metric: pytest.approx(value, abs=0.051 if "mttr" in metric else 0.00006)
        if isinstance(value, float)
        else value
        for metric, value in expected["metrics"].items()
    }
    assert answer["reopened_tickets"] == expected["reopened_tickets"]
    for part in ("open", "waiting", "closed"):
        shown = [feature["properties"] for feature in answer[part]["features"]]
        found_ones = {p["ticket_id"]: (p["age_minutes"], p["sla_state"]) for p in shown}
        if part == "closed" and len(expected[part]) > MOST_TICKETS:
            assert answer[part]["truncated"]
            assert len(found_ones) == MOST_TICKETS
            assert found_ones.items() <= expected[part].items()
        else:
            assert found_ones == expected[part]
    for part in ("cluster", "team", "owner", "status"):
        assert {
            line[part]: (line["open"], line["breached"], line["waiting"], line["closed"])
            for line in answer[f"by_{part}"]
        } == {value: group[:4] for value, group in expected[f"by_{part}"].items()}
        assert {line[part]: line["mttr_median_minutes"] for line in answer[f"by_{part}"]} == {
            value: pytest.approx(group[4], abs=0.051) if group[4] is not None else None
            for value, group in expected[f"by_{part}"].items()
        }


def geometry_of(recorded: Recorded, ticket_id: str) -> dict[str, Any] | None:
    raw = recorded.expected.tickets[ticket_id].raw
    if not raw["longitude"] or not raw["latitude"]:
        return None
    at = [float(raw["longitude"]), float(raw["latitude"])]
    return {"type": "Point", "coordinates": at} if at != [0, 0] else None


def ageing(opens: Iterable[tuple[int | None, str]]) -> dict[str, tuple[int, int]]:
    """Return how many of (age, state) are in each bucket, and how many of them breached."""
    hours = {"0-4h": (0, 4), "4-24h": (4, 24), "1-3d": (24, 72), "3-7d": (72, 168)}
    found = dict.fromkeys([*hours, "over-7d", "unknown"], (0, 0))
    for age, state in opens:
        fits = [name for name, (low, high) in hours.items() if low * 60 <= (age or 0) < high * 60]
        name = "unknown" if age is None else (fits or ["over-7d"])[0]
        found[name] = (found[name][0] + 1, found[name][1] + (state == "breached"))
    return found


@pytest.mark.parametrize("name", FILTERS)
def test_the_map_shows_the_computed_tickets(name: str, recorded: Recorded) -> None:
    given, asked = FILTERS[name](recorded)
    question = recorded.question(**asked)
    if question.status == "closed" or (question.cluster == "(none)" and recorded.dataset == "inc"):
        pytest.skip("no open ticket is closed, and every recorded incident has a cluster")
    expected = dashboard(recorded.expected, question)
    asked_of_map = {"p_cluster", "p_status", "p_team", "p_owner", "p_as_of"} & given.keys()

    named = "".join(f", {parameter} => %({parameter})s" for parameter in asked_of_map)
    with closing(connect(recorded.url)) as conn:
        call = f"SELECT reporting.fn_tickets_for_map('{recorded.dataset}'{named})"
        answer = ask(conn, call, given)

    located = {
        ticket_id: shown
        for ticket_id, shown in expected["open"].items()
        if geometry_of(recorded, ticket_id) is not None
    }
    assert {
        feature["id"]: (feature["properties"]["age_minutes"], feature["properties"]["sla_state"])
        for feature in answer["features"]
    } == located
    counts = ("open", "actionable", "waiting", "on_track", "at_risk", "breached", "sla_unknown")
    assert {name: answer["summary"][name] for name in (*counts, "located", "unlocated")} == {
        **{name: expected["metrics"][name] for name in counts},
        "located": len(located),
        "unlocated": len(expected["open"]) - len(located),
    }


@pytest.mark.parametrize("is_of_a_cluster", [False, True])
def test_the_backlog_of_every_day_is_the_computed_one(
    recorded: Recorded, *, is_of_a_cluster: bool
) -> None:
    cluster = recorded.most("cluster") if is_of_a_cluster else None
    with closing(connect(recorded.url)) as conn:
        first = recorded.as_of.astimezone(EAT).date() - 80 * DAY
        call = "SELECT reporting.fn_backlog(%s, %s, p_cluster => %s)"
        answer = ask(conn, call, [recorded.dataset, first, cluster])

    days = answer["days"]
    flows = [
        flow
        for flow in effective_flows(recorded.expected)
        if cluster in {None, recorded.expected.tickets[flow[0]].raw["cluster"]}
    ]
    last = days[-1]["day"]
    counted = Counter((min(f"{when.astimezone(EAT):%F}", last), kind) for _, kind, when, _ in flows)
    for day in days:
        found = [day[name] for name in ("created", "closed", "reopened")]
        assert found == [counted[day["day"], kind] for kind in ("opened", "closed", "reopened")]
    ends = [
        datetime.fromisoformat(day["day"]).replace(tzinfo=EAT) + DAY - timedelta(microseconds=1)
        for day in days[:-1]
    ]
    ends.append(recorded.ends_at)
    assert [(day["open"], day["waiting"]) for day in days] == [backlog_at(flows, e) for e in ends]
    for yesterday, day in pairwise(days):
        flow = day["created"] + day["reopened"] - day["closed"]
        assert day["open"] + day["waiting"] == yesterday["open"] + yesterday["waiting"] + flow


@pytest.mark.parametrize("hours", [0, 1, 13.7, 49, 400])
def test_the_backlog_of_an_instant_is_the_computed_one(hours: float, recorded: Recorded) -> None:
    instant = recorded.as_of - timedelta(hours=hours)
    with closing(connect(recorded.url)) as conn:
        answer = ask(conn, "SELECT reporting.fn_backlog_at(%s, %s)", [recorded.dataset, instant])

    found = (answer["open"], answer["waiting"])
    assert found == backlog_at(effective_flows(recorded.expected), instant)
    for part, count in zip(("open", "waiting"), found, strict=True):
        assert count == sum(line[part] for line in answer["by_cluster"])


@pytest.mark.parametrize("days", [30, 200])
def test_each_teams_credits_are_the_computed_ones(days: int, recorded: Recorded) -> None:
    from_at = recorded.as_of - days * DAY
    expected = team_closures(recorded.dataset, recorded.files, from_at, recorded.ends_at)
    with closing(connect(recorded.url)) as conn:
        call = "SELECT reporting.fn_team_closures(%s, %s)"
        answer = ask(conn, call, [recorded.dataset, from_at])

    lines = {line.pop("team"): line for line in answer["teams"]}
    if answer["unattributed"]["closed"] or answer["unattributed"]["credited"]:
        lines[None] = answer["unattributed"]
    assert lines.keys() == expected.keys()
    for team, line in lines.items():
        assert line == {
            name: pytest.approx(value, abs=0.051 if "mttr" in name else 0.00006)
            if isinstance(value, float)
            else value
            for name, value in expected[team].items()
        }
    closed = sum(from_at <= c[3] < recorded.ends_at for c in recorded.expected.closures)
    assert answer["total"]["closed"] == closed == sum(line["closed"] for line in lines.values())
    assert closed == sum(line["credited"] + line["reopened"] for line in lines.values())
