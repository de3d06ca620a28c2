"""Every route answers exactly what its function answers."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from fleettickets.api.contract.dashboard import FilterValues
from tests.support.addresses import readings
from tests.support.serving import execute

Json = Any
CHANGING = {"wall_clock_at", "lag_minutes", "is_stale"}
ROUTES = {
    "/api/v1/inc/dashboard": "reporting.fn_inc_dashboard()",
    "/api/v1/crq/dashboard": "reporting.fn_crq_dashboard()",
    "/api/v1/inc/dashboard?cluster=Westlands&status=OPEN&team=A&owner=ann": (
        "reporting.fn_inc_dashboard('Westlands', 'OPEN', p_team => 'A', p_owner => 'ann')"
    ),
    "/api/v1/inc/dashboard?cluster=": "reporting.fn_inc_dashboard('')",
    "/api/v1/inc/dashboard?cluster=(none)&window=month": (
        "reporting.fn_inc_dashboard('(none)', p_window => 'month')"
    ),
    "/api/v1/inc/dashboard?window=36%20hours&to=2026-06-25T09:00:00Z": (
        "reporting.fn_inc_dashboard(p_window => '36 hours', p_to => '2026-06-25 09:00Z')"
    ),
    "/api/v1/inc/dashboard?from=2026-06-25T10:00:00%2B03:00&as_of=2026-06-26T00:00:00Z": (
        "reporting.fn_inc_dashboard(p_from => '2026-06-25 10:00+03', p_as_of => '2026-06-26Z')"
    ),
    "/api/v1/tickets/map": "reporting.fn_tickets_for_map()",
    "/api/v1/tickets/map?dataset=crq&cluster=Westlands": (
        "reporting.fn_tickets_for_map('crq', 'Westlands')"
    ),
    "/api/v1/inc/backlog": "reporting.fn_backlog('inc')",
    "/api/v1/inc/backlog?from=2026-06-24&to=2026-06-25&cluster=Kilimani": (
        "reporting.fn_backlog('inc', '2026-06-24', '2026-06-25', 'Kilimani')"
    ),
    "/api/v1/inc/teams": "reporting.fn_team_closures('inc')",
    "/api/v1/inc/teams?from=2026-06-25T00:00:00Z&cluster=Westlands": (
        "reporting.fn_team_closures('inc', '2026-06-25 00:00Z', p_cluster => 'Westlands')"
    ),
    "/api/v1/inc/closures": "reporting.fn_closures_by('inc')",
    "/api/v1/inc/closures?by=owner&period=week&window=12%20weeks&team=A": (
        "reporting.fn_closures_by('inc', 'owner', 'week', '12 weeks', p_team => 'A')"
    ),
    "/api/v1/inc/filters": "reporting.fn_filter_values('inc')",
    "/api/v1/inc/tickets?q=inc&limit=2": "reporting.fn_find_tickets('inc', 'inc', 2)",
    "/api/v1/inc/tickets/INC3": "reporting.fn_ticket_history('inc', 'INC3')",
    "/api/v1/inc/tickets/INC%2F5%20%252F": "reporting.fn_ticket_history('inc', 'INC/5 %2F')",
}


def settled(answer: Json) -> Json:
    """Return the answer without what the clock decides."""
    if isinstance(answer, list):
        return [settled(item) for item in answer]
    if not isinstance(answer, dict):
        return answer
    return {key: settled(value) for key, value in answer.items() if key not in CHANGING}


@pytest.mark.parametrize("address", ROUTES)
def test_a_route_answers_what_its_function_answers(
    address: str, api: httpx.Client, shared_url: str
) -> None:
    answer = api.get(address)

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    ((said,),) = execute(shared_url, f"SELECT {ROUTES[address].replace('%', '%%')}")
    assert settled(answer.json()) == settled(said)


def test_the_databases_text_goes_through_untouched(api: httpx.Client, shared_url: str) -> None:
    ((said,),) = execute(shared_url, "SELECT reporting.fn_filter_values('inc')::text")

    changing = re.compile(rf'"({"|".join(sorted(CHANGING))})": [^,}}]+')
    assert changing.sub("", api.get("/api/v1/inc/filters").text) == changing.sub("", said)


def test_freshness_is_by_dataset(api: httpx.Client) -> None:
    answer = api.get("/api/v1/freshness").json()

    assert answer.keys() == {"datasets"}
    assert {name: line["dataset"] for name, line in answer["datasets"].items()} == {
        "inc": "inc",
        "crq": "crq",
    }


def test_the_session_says_who_asks(api: httpx.Client) -> None:
    assert api.get("/api/v1/session").json() == {
        "role": "viewer",
        "is_anonymous": True,
        "name": None,
        "may_export": True,
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("INC", ["INC/5 %2F", "INC1", "INC2", "INC3", "INC4"]),
        ("inc1", ["INC1"]),
        ("ring r", ["INC1"]),
        ("CAFE", ["INC2"]),
        ("café", ["INC2"]),
        ("westlands", ["INC1", "INC3"]),
        ("mpaka", ["INC3"]),
        ("50%", []),
        ("I_C", []),
        ("C1", []),
    ],
)
def test_tickets_are_found_by_id_or_place(asked: str, found: list[str], api: httpx.Client) -> None:
    answer = api.get("/api/v1/inc/tickets", params={"q": asked}).json()

    assert [match["ticket_id"] for match in answer["matches"]] == found
    assert answer["truncated"] is False


def test_a_search_says_that_there_is_more(api: httpx.Client) -> None:
    answer = api.get("/api/v1/inc/tickets", params={"q": "INC", "limit": 2}).json()

    assert [match["ticket_id"] for match in answer["matches"]] == ["INC/5 %2F", "INC1"]
    assert answer["truncated"] is True
    assert answer["matches"][1]["geometry"] == {"type": "Point", "coordinates": [36.8108, -1.2676]}


def test_filter_values_are_those_that_occur(api: httpx.Client) -> None:
    answer = api.get("/api/v1/inc/filters").json()

    assert answer["freshness"]["dataset"] == "inc"
    occurring = {
        "clusters": ["Kilimani", "Westlands"],
        "statuses": ["closed", "open", "waiting"],
        "teams": ["+cmd", "A", "B"],
        "owners": ["@SUM(1)", "ann"],
    }
    assert {name: answer[name] for name in occurring} == occurring
    assert answer.keys() == FilterValues.model_fields.keys()


REFUSED = {
    "/api/v1/inc/dashboard?from=2026-06-25T10:00:00": (400, "FT601", "instant with its offset"),
    "/api/v1/inc/dashboard?from=yesterday": (400, "FT601", "instant with its offset"),
    "/api/v1/inc/dashboard?from=now&to=infinity": (400, "FT601", "instant with its offset"),
    "/api/v1/inc/dashboard?window=custom": (
        400, "FT601", "`window` 'custom' needs `from` or `to`.",
    ),
    "/api/v1/inc/dashboard?window=soon": (400, "FT601", "unknown window 'soon'."),
    "/api/v1/inc/dashboard?clutser=Westlands": (400, "FT601", "no parameter 'clutser'; known: as"),
    "/api/v1/inc/dashboard?team=A&team=B": (400, "FT601", "team is given twice."),
    "/api/v1/inc/dashboard?team=%00": (400, "FT601", "zero byte"),
    "/api/v1/freshness?a=b": (400, "FT601", "known: none."),
    "/api/v1/inc/backlog?from=2026-02-30": (400, "FT601", "from: "),
    "/api/v1/inc/backlog?from=0001-01-01": (400, "FT601", "more than 3660 days"),
    "/api/v1/inc/tickets": (400, "FT601", "q: "),
    "/api/v1/inc/tickets?q=x": (400, "FT601", "q: "),
    "/api/v1/inc/tickets?q=%20%20%20": (400, "FT601", "cannot look for"),
    "/api/v1/inc/tickets?q=INC&limit=51": (400, "FT601", "limit: "),
    "/api/v1/inc/tickets/INC9": (404, "FT604", "no ticket 'INC9' in inc."),
    "/api/v1/inc/tickets/": (404, "FT604", "no ticket"),
    "/api/v1/xyz/dashboard": (404, "FT604", "dataset: "),
    "/api/v2/inc/dashboard": (404, "FT604", "Not found."),
    "/tiles/inc/23/0/0.mvt": (404, "FT604", "z: "),
    "/tiles/inc/1/2/0.mvt": (404, "FT604", "no tile 1/2/0"),
    "/tiles/inc/1/x/0.mvt": (404, "FT604", "x: "),
}  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_a_slip_is_refused_in_the_one_shape(address: str, api: httpx.Client) -> None:
    answer = api.get(address)

    status, code, message = REFUSED[address]
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code)
    assert message in body["message"]
    assert body.keys() == {"code", "message", "details", "hint"}
    assert "p_" not in answer.text


def test_another_method_is_refused_and_the_right_one_named(api: httpx.Client) -> None:
    answer = api.post("/api/v1/inc/dashboard")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["code"] == "FT601"


def test_a_plus_that_arrives_as_a_space_is_understood(api: httpx.Client) -> None:
    encoded = api.get("/api/v1/inc/dashboard?from=2026-06-25T10:00:00%2B03:00")
    lost = api.get("/api/v1/inc/dashboard?from=2026-06-25T10:00:00+03:00")

    assert lost.status_code == 200
    assert settled(lost.json()) == settled(encoded.json())


def test_the_document_describes_every_answer(api: httpx.Client) -> None:
    document = api.get("/openapi.json").json()

    assert document["openapi"].startswith("3.")
    for _, operation in readings(document):
        described = operation["responses"]["200"]["content"]
        assert all(content["schema"] for content in described.values())


def read_csv(answer: httpx.Response) -> list[dict[str, str]]:
    """Return the rows of a file, by the names of the columns."""
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("state", ["open", "waiting", "closed", "all"])
@pytest.mark.parametrize("filters", ["", "cluster=Westlands", "window=1h", "team=&status=closed"])
def test_a_file_holds_the_tickets_of_the_dashboard(
    state: str, filters: str, api: httpx.Client
) -> None:
    dashboard = api.get(f"/api/v1/inc/dashboard?{filters}").json()
    shown = [
        feature["properties"]
        for kind in (["open", "waiting", "closed"] if state == "all" else [state])
        for feature in dashboard[kind]["features"]
    ]

    rows = read_csv(api.get(f"/api/v1/inc/tickets.csv?{filters}&state={state}"))
    rows = [row for row in rows if row["ticket_id"]]  # as docs/api.md#csv says

    assert [row["ticket_id"] for row in rows] == [ticket["ticket_id"] for ticket in shown]
    for row, ticket in zip(rows, shown, strict=True):
        for name in ("sla_state", "age_minutes", "mttr_minutes", "raw_status", "geo_source"):
            assert row[name] == ("" if ticket[name] is None else str(ticket[name]))
        closed_at = ticket["closed_at"] and datetime.fromisoformat(ticket["closed_at"])
        assert row["closed_at_eat"] == (f"{in_nairobi(closed_at)}" if closed_at else "")


def in_nairobi(at: datetime) -> str:
    return datetime.fromtimestamp(at.timestamp() + 3 * 3600, UTC).strftime("%Y-%m-%d %H:%M:%S")


def test_a_file_says_what_it_is_of(api: httpx.Client) -> None:
    answer = api.get("/api/v1/inc/tickets.csv?state=all&cluster=Westlands&window=7d")

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="inc_Westlands_7d_all_as-of_2026-06-25T1200-EAT.csv"'
    )
    assert answer.content.startswith(b"\xef\xbb\xbfticket_id,dataset,")
    assert b"\r\n" in answer.content
    for row in read_csv(answer):
        assert row["as_of_eat"] == "2026-06-25 12:00:00"
        assert row["window_from_eat"] == "2026-06-18 12:00:00"
        assert row["filters"] == "cluster=Westlands; window=7d; state=all"


@pytest.mark.parametrize(("state", "since"), [("open", ""), ("all", "2026-06-24 12:00:00")])
def test_an_empty_file_says_what_it_is_of(state: str, since: str, api: httpx.Client) -> None:
    answer = api.get(f"/api/v1/inc/tickets.csv?team=B&owner=ann&window=24h&state={state}")

    (row,) = read_csv(answer)
    assert {name: value for name, value in row.items() if value} == {
        "dataset": "inc",
        "as_of_eat": "2026-06-25 12:00:00",
        "filters": f"team=B; owner=ann; window=24h; state={state}",
    } | ({"window_from_eat": since, "window_to_eat": "2026-06-25 12:00:01"} if since else {})
    assert "as-of_2026-06-25T1200-EAT" in answer.headers["content-disposition"]


def test_a_spreadsheet_finds_no_formula_in_a_file(api: httpx.Client) -> None:
    rows = read_csv(api.get("/api/v1/inc/tickets.csv"))

    (odd,) = [row for row in rows if row["ticket_id"] == "INC/5 %2F"]
    assert (odd["location_name"], odd["assigned_team"], odd["owner"]) == (
        "'=1+1", "'+cmd", "'@SUM(1)",
    )  # fmt: skip
    assert odd["latitude"] == "-1.3"
    filtered = read_csv(api.get("/api/v1/inc/tickets.csv?team=%2Bcmd"))
    assert filtered[0]["filters"] == "team=+cmd; state=open"


def test_a_refused_file_is_a_plain_refusal(api: httpx.Client) -> None:
    answer = api.get("/api/v1/inc/tickets.csv?window=custom")

    assert (answer.status_code, answer.json()["code"]) == (400, "FT601")
    assert "content-disposition" not in answer.headers


def test_a_file_is_the_same_packed(api: httpx.Client) -> None:
    packed = api.get("/api/v1/inc/tickets.csv")
    plain = api.get("/api/v1/inc/tickets.csv", headers={"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content


def test_json_numbers_and_words_are_the_databases(api: httpx.Client) -> None:
    text = api.get("/api/v1/inc/tickets/INC2").text

    assert "Café Ngong" in text
    assert json.loads(text)["ticket"]["longitude"] is None


@pytest.mark.parametrize("period", ["day", "week", "window"])
def test_a_file_holds_the_jobs_of_everybody(period: str, api: httpx.Client) -> None:
    asked = f"by=owner&period={period}&window=7d"
    answer = api.get(f"/api/v1/inc/closures?{asked}").json()
    file = api.get(f"/api/v1/inc/closures.csv?{asked}")
    rows = read_csv(file)

    places = answer["lines"] if period == "window" else answer["by_period"]
    found = [(row["starts_on"], row["name"], row["jobs"]) for row in rows if row["name"]]
    assert sorted(found) == sorted(
        (line.get("starts_on", ""), line["name"], str(line["jobs"]))
        for line in places
        if line["name"]
    )
    assert {row["filters"] for row in rows} == {f"window=7d; by=owner; period={period}"}
    assert {row["first_fix_days"] for row in rows} == {"7"}
    assert file.headers["content-disposition"] == (
        f'attachment; filename="inc-closures_7d_owner_{period}_as-of_2026-06-25T1200-EAT.csv"'
    )


def test_an_empty_file_of_jobs_says_what_it_is_of(api: httpx.Client) -> None:
    (row,) = read_csv(
        api.get("/api/v1/inc/closures.csv?from=2026-06-01T00:00:00Z&to=2026-06-02T00:00:00Z")
    )

    assert {name: value for name, value in row.items() if value} == {
        "dataset": "inc",
        "credited_by": "team",
        "period": "day",
        "first_fix_days": "7",
        "as_of_eat": "2026-06-25 12:00:00",
        "window_from_eat": "2026-06-01 03:00:00",
        "window_to_eat": "2026-06-02 03:00:00",
        "filters": "from=2026-06-01T03:00; to=2026-06-02T03:00; by=team; period=day",
    }
