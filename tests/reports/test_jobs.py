"""The jobs of teams and people: against an oracle, against the other reports, and bounded."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.reports.jobs_oracle import Place, Question, folded, jobs
from tests.reports.team_oracle import Held, closings_of
from tests.stream.test_recorded_streams import STREAMS, files_of
from tests.support.databases import fresh_database
from tests.support.reporting import Json, apply_given, ask

FIGURES = ("jobs", "reopened", "first_fix_known", "first_fix_unknown", "mttr_known")


@dataclass(frozen=True)
class Stream:
    """A recorded stream, imported."""

    url: str
    dataset: str
    tickets: dict[str, Held]


@pytest.fixture(scope="module", params=STREAMS)
def stream(
    request: pytest.FixtureRequest,
    postgres_server: PostgresServer,
    report_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stream]:
    dataset, files = request.param[:3], files_of(STREAMS[request.param])
    folder = tmp_path_factory.mktemp("recorded")
    for key, content in files.items():
        (folder / Path(key).name).write_bytes(content)
    with fresh_database(postgres_server.dsn, template=report_template) as url:
        with closing(connect(url)) as conn:
            config = DATASETS[dataset]
            assert Import(conn, config, LocalFiles(folder, config)).apply().is_good
        yield Stream(url, dataset, closings_of(files))


def approximate(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures as equal to rounded ones."""
    return {
        name: pytest.approx(value, abs=0.051 if "minutes" in name else 0.0051)
        if isinstance(value, float)
        else value
        for name, value in figures.items()
    }


@pytest.mark.parametrize("days", [30, 200])
@pytest.mark.parametrize("by", ["team", "owner"])
@pytest.mark.parametrize("period", ["day", "week", "window"])
def test_each_ones_figures_are_the_computed_ones(
    days: int, by: str, period: str, stream: Stream
) -> None:
    with closing(connect(stream.url)) as conn:
        call = "SELECT reporting.fn_closures_by(%s, %s, %s, %s)"
        answer = ask(conn, call, [stream.dataset, by, period, f"{days} days"])
    from_at, to_at = (datetime.fromisoformat(answer["filters"][n]) for n in ("from", "to"))
    as_of = datetime.fromisoformat(answer["freshness"]["content_as_of"])

    expected = jobs(stream.tickets, Question(stream.dataset, by, period, from_at, to_at, as_of))
    lines: dict[Place, Json] = {(None, folded(line.pop("name"))): line for line in answer["lines"]}
    if answer["unattributed"]["jobs"] or answer["unattributed"]["reopened"]:
        lines[None, None] = answer["unattributed"]
    for line in answer["by_period"]:
        starts_on = date.fromisoformat(line.pop("starts_on"))
        assert line.pop("week") == f"{starts_on:%G-W%V}"
        lines[starts_on, folded(line.pop("name"))] = line
    assert not any(answer["truncated"].values())
    assert lines.keys() == expected.keys()
    assert lines == {place: approximate(figures) for place, figures in expected.items()}
    agree(answer)


def agree(answer: Json) -> None:
    """The parts of an answer add up to its total."""
    lines = [*answer["lines"], answer["unattributed"]]
    for name in FIGURES:
        assert answer["total"][name] == sum(line[name] for line in lines)
        if answer["period"] != "window":
            assert answer["total"][name] == sum(line[name] for line in answer["periods"])
            assert answer["total"][name] == sum(line[name] for line in answer["by_period"])
    total = answer["total"]
    closings = total["jobs"] + total["reopened"]
    assert closings == total["first_fix_known"] + total["first_fix_unknown"]


def test_the_teams_are_those_of_the_other_report(stream: Stream) -> None:
    with closing(connect(stream.url)) as conn:
        teams = ask(conn, "SELECT reporting.fn_team_closures(%s)", [stream.dataset])
        answer = ask(conn, "SELECT reporting.fn_closures_by(%s)", [stream.dataset])

    names = ("name", "jobs", "reopened", "within_sla_share")
    assert sorted(tuple(line[name] for name in names) for line in answer["lines"]) == sorted(
        (line["team"], line["credited"], line["reopened"], line["within_sla_share"])
        for line in teams["teams"]
        if line["credited"] or line["reopened"]
    )
    assert answer["total"]["jobs"] == teams["total"]["credited"]
    assert answer["filters"]["from"] == teams["filters"]["from"]


def test_the_rows_of_the_file_are_those_of_the_answer(stream: Stream) -> None:
    with closing(connect(stream.url)) as conn:
        for period in ("day", "week"):
            ask_for = [stream.dataset, "owner", period]
            answer = ask(conn, "SELECT reporting.fn_closures_by(%s, %s, %s)", ask_for)
            call = "SELECT jsonb_agg(to_jsonb(t)) FROM reporting.fn_export_closures(%s, %s, %s) t"
            rows = ask(conn, call, ask_for)
            found = [{key: row[key] for key in answer["by_period"][0]} for row in rows]
            by_place = [(line["starts_on"], line["name"] or "") for line in found]
            assert [line["starts_on"] for line in found] == sorted(place[0] for place in by_place)
            assert {str(line) for line in found} == {str(line) for line in answer["by_period"]}
            assert len(found) == len(answer["by_period"])


MANY = """
INSERT INTO given (file_at, ticket_id, owner, normalized_status, is_actionable, closed_at)
SELECT
    timestamp '2026-06-25 12:00', 'M' || n, 'owner ' || n % 600, 'closed', 'false',
    to_char(timestamp '2026-06-24 12:00' - n % 400 * interval '1 day', 'YYYY-MM-DD HH24:MI:SS')
FROM generate_series(1, 10800) AS g (n)
"""


def test_an_answer_is_bounded_and_says_so(conn: Connection, tmp_path: Path) -> None:
    apply_given(conn, MANY, tmp_path)
    conn.execute("UPDATE tickets.closure_events SET credit_owner = credit_owner || closed_at::date")
    call = "SELECT reporting.fn_closures_by('inc', 'owner', 'day', '500 days')"
    answer = ask(conn, call)

    assert answer["truncated"] == {"lines": True, "periods": True, "by_period": False}
    assert len(answer["lines"]) == 500
    assert len(answer["periods"]) == 366
    assert answer["periods"][-1]["starts_on"] == "2026-06-24"
    assert answer["total"]["jobs"] == 10800
    assert len(answer["by_period"]) < 10_000


def test_the_time_for_a_first_fix_is_a_setting(conn: Connection, tmp_path: Path) -> None:
    apply_given(conn, MANY.replace("10800", "30"), tmp_path)
    call = "SELECT reporting.fn_closures_by('inc', 'owner', 'window', '60 days')"
    before = ask(conn, call)
    conn.execute("UPDATE tickets.datasets SET first_fix_days = 3 WHERE dataset = 'inc'")
    after = ask(conn, call)

    assert (before["first_fix_days"], after["first_fix_days"]) == (7, 3)
    assert before["total"]["first_fix_unknown"] - after["total"]["first_fix_unknown"] == 4
    assert after["total"]["first_fix_share"] == 1.0


def test_spellings_of_a_name_are_one_name(conn: Connection, tmp_path: Path) -> None:
    apply_given(conn, MANY.replace("10800", "30"), tmp_path)
    conn.execute(
        "UPDATE tickets.closure_events SET credit_owner ="
        " CASE WHEN ticket_id < 'M2' THEN 'Ann Bo' ELSE 'ANN BO' END"
    )
    answer = ask(conn, "SELECT reporting.fn_closures_by('inc', 'owner', 'window', '60 days')")

    assert [(line["name"], line["jobs"]) for line in answer["lines"]] == [("ANN BO", 30)]
    assert timedelta(days=answer["total"]["days"]) == timedelta(days=30)
