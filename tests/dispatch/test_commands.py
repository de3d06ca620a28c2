"""``fleettickets dispatch``, as a dispatcher types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from fleettickets.commands.dispatch import main
from fleettickets.store.connect import Connection
from tests.dispatch.conftest import DAY
from tests.support.reporting import ask

Capture = pytest.CaptureFixture[str]
OPEN = ["C1", "C2", "I1", "I2", "I3", "I4", "I5"]


@pytest.fixture(autouse=True)
def crews(database: str, crews_file: Path, capsys: Capture) -> None:
    assert database
    assert main(["crews", "import", str(crews_file), "--apply"]) == 0
    capsys.readouterr()


def plan(capsys: Capture, *more: str) -> dict[str, Any]:
    assert main(["plan", "--date", DAY, "--json", "--iterations", "50", *more]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def places(document: dict[str, Any]) -> dict[str, str]:
    """Return where each ticket stands: its crew, or the reason why it has none."""
    found = [
        (ticket, crew["crew"])
        for crew in document["crews"]
        for stop in crew["stops"]
        for ticket in stop["tickets"]
    ]
    found += [(line["ticket_id"], line["reason"]) for line in document["unassigned"]]
    assert sorted(ticket for ticket, _ in found) == OPEN
    return dict(found)


def test_every_open_ticket_stands_in_the_plan_once(capsys: Capture) -> None:
    document = plan(capsys)

    where = places(document)

    assert where["I4"] == "no_position"
    assert where["C2"] == "not_today"
    assert document["plan_on"] == DAY
    assert document["cost"] == sum(document["parts"].values())
    assert {"crew", "lunch", "stops"} <= document["crews"][0].keys()


def test_tickets_at_one_point_are_one_visit(capsys: Capture) -> None:
    stops = [stop for crew in plan(capsys)["crews"] for stop in crew["stops"]]

    (together,) = [stop for stop in stops if "I1" in stop["tickets"]]

    assert together["tickets"] == ["I2", "I1"]  # the one that is due first
    assert together["starts_at"][11:16] < together["ends_at"][11:16]


def test_an_appointment_is_not_begun_before_its_time(capsys: Capture) -> None:
    stops = [stop for crew in plan(capsys)["crews"] for stop in crew["stops"]]

    (appointment,) = [stop for stop in stops if stop["tickets"] == ["C1"]]

    assert appointment["starts_at"] >= f"{DAY}T11:00"
    assert appointment["late_minutes"] == 0


def test_a_dry_run_keeps_nothing(conn: Connection, capsys: Capture) -> None:
    assert main(["plan", "--date", DAY]) == 0

    assert "nothing was kept" in capsys.readouterr().out
    assert ask(conn, "SELECT count(*) FROM dispatch.plans") == 0


def test_the_kept_plan_is_the_printed_one(conn: Connection, capsys: Capture) -> None:
    printed = plan(capsys, "--apply")

    kept = ask(conn, "SELECT reporting.fn_dispatch_plan(%s::date)", [DAY])

    assert kept["state"] == "draft"
    for key in ("cost", "parts", "plan_on", "seed", "travel_source"):
        assert kept[key] == printed[key]
    for crew in kept["crews"]:
        del crew["team"]
    assert kept["crews"] == printed["crews"]
    assert kept["unassigned"] == printed["unassigned"]


def test_pins_and_holds_are_kept_by_every_plan(capsys: Capture) -> None:
    assert main(["pin", "I3", "--date", DAY, "--crew", "bravo", "--at", "10:00"]) == 0
    assert main(["hold", "I5", "--reason", "no access", "--until", "2026-07-01"]) == 0
    capsys.readouterr()

    document = plan(capsys)

    where = places(document)
    assert (where["I3"], where["I5"]) == ("Bravo", "held")
    (stop,) = [s for c in document["crews"] for s in c["stops"] if s["tickets"] == ["I3"]]
    assert stop["is_pinned"]
    assert f"{DAY}T06:50" <= stop["starts_at"] <= f"{DAY}T07:11"

    assert main(["unpin", "I3", "--date", DAY]) == 0
    assert main(["unpin", "I3", "--date", DAY]) == 1
    assert main(["release", "I5"]) == 0
    assert main(["release", "I5"]) == 1
    capsys.readouterr()
    assert places(plan(capsys))["I5"] in {"Alpha", "Bravo"}


def test_a_hold_ends_on_its_day(capsys: Capture) -> None:
    assert main(["hold", "I5", "--reason", "no access", "--until", DAY]) == 0
    capsys.readouterr()

    assert places(plan(capsys))["I5"] != "held"


def test_a_plan_is_published_in_place_of_the_last(conn: Connection, capsys: Capture) -> None:
    first, second = plan(capsys, "--apply"), plan(capsys, "--apply", "--seed", "2")
    for number in (first["plan_id"], second["plan_id"]):
        assert main(["publish", str(number), "--yes"]) == 0

    states = conn.execute("SELECT state FROM dispatch.plans ORDER BY plan_id").fetchall()
    assert states == [("superseded",), ("published",)]
    assert main(["publish", str(first["plan_id"]), "--yes"]) == 1
    assert "no longer a draft" in capsys.readouterr().err


def test_a_stale_plan_is_published_only_after_yes(conn: Connection, capsys: Capture) -> None:
    plan(capsys, "--apply")
    conn.execute("UPDATE dispatch.plans SET content_as_of = content_as_of - interval '1 day'")

    assert main(["publish", "--date", DAY]) == 1
    assert "--yes" in capsys.readouterr().err
    assert main(["publish", "--date", DAY, "--yes"]) == 0


def test_why_names_the_stop_or_the_reason(capsys: Capture) -> None:
    plan(capsys, "--apply")

    assert main(["why", "I4", "--date", DAY]) == 0
    assert main(["why", "I1", "--date", DAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("I4: not planned (no_position)")
    assert "stop" in lines[1]
    assert main(["why", "NONE", "--date", DAY]) == 2


def test_candidates_are_ranked_with_what_they_cost(capsys: Capture) -> None:
    plan(capsys, "--apply")

    assert main(["candidates", "I3", "--date", DAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.partition(":")[0] for line in lines[:2]} == {"Alpha", "Bravo"}
    assert main(["candidates", "I4", "--date", DAY]) == 1


def test_two_plans_are_compared(capsys: Capture) -> None:
    plan(capsys, "--apply")
    assert main(["publish", "--date", DAY, "--yes"]) == 0
    assert main(["hold", "I5", "--reason", "no access"]) == 0
    capsys.readouterr()
    plan(capsys, "--apply")

    assert main(["diff", "--date", DAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("inc I5: no longer planned") for line in lines)
    assert "1 dropped" in lines[-1]
    assert main(["diff", "99", "98"]) == 2


def test_show_lists_each_crews_day(capsys: Capture) -> None:
    plan(capsys, "--apply")

    assert main(["show", "--date", DAY]) == 0
    out = capsys.readouterr().out
    assert "Alpha (08:00 to 17:00" in out
    assert "not planned: 1 (no_position)" in out


def test_rules_show_what_is_still_a_default(capsys: Capture) -> None:
    assert main(["rules"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "9010. inc: 45 min, priority 3: 5 open tickets  (shipped default)",
        "9020. crq: 90 min, priority 3: 2 open tickets  (shipped default)",
        "note: 7 open tickets follow shipped defaults (docs/dispatch.md#rules)",
    ]


def test_the_first_rule_whose_conditions_hold_wins(conn: Connection, capsys: Capture) -> None:
    conn.execute(
        "INSERT INTO dispatch.job_rules (position, conditions, skills, minutes, priority) VALUES"
        """ (1, '{"cluster": "b", "raw.region": "nai%%"}', '{wireless}', 30, 1)"""
    )

    where = places(plan(capsys))

    assert where["I3"] == "skill"
    conn.execute("UPDATE dispatch.job_rules SET is_active = FALSE WHERE is_default")
    assert places(plan(capsys))["I1"] == "no_rule"


def test_every_decision_is_written_down(conn: Connection, capsys: Capture) -> None:
    main(["hold", "I5", "--reason", "no access"])
    main(["release", "I5"])
    assert capsys.readouterr().out

    rows = conn.execute(
        "SELECT action, made_by = session_user, before ->> 'reason', after ->> 'reason'"
        " FROM dispatch.decisions WHERE subject = 'holds' ORDER BY decision_id"
    ).fetchall()
    assert rows == [("insert", True, None, "no access"), ("delete", True, "no access", None)]


@pytest.mark.parametrize("kind", ["csv", "ics", "gpx", "geojson"])
def test_a_plan_is_written_to_a_file(kind: str, tmp_path: Path, capsys: Capture) -> None:
    plan(capsys, "--apply")
    path = tmp_path / f"plan.{kind}"

    assert main(["export", "--date", DAY, "--format", kind, "--output", str(path)]) == 0

    text = path.read_bytes().decode()
    assert "I3" in text
    assert len(text.splitlines()) > 0
