"""``fleettickets sla`` shows the policy and changes it."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from fleettickets.commands.sla import main, minutes
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection
from tests.reports.conftest import FEW_TICKETS
from tests.support.databases import fresh_database
from tests.support.reporting import apply_given, ask

CRQ = (
    "crq: target 5d, at risk 4d  "
    "(shipped default: both are guesses: no SLA of installations is known)"
)
INC = (
    "inc: target 2d, at risk 1d 12h  "
    "(shipped default: the target is the operator's 48 hours; the age at risk is a guess)"
)


@pytest.fixture(autouse=True)
def at_the_tests_database(report_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", report_database)


def test_the_shipped_targets_are_marked_as_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        CRQ,
        INC,
    ]


def test_targets_that_were_set_are_not_marked_as_defaults(
    conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", "inc", "--target", "24h", "--at-risk", "90"]) == 0
    assert main(["list", "inc"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "inc: target 1d, at risk 1h 30m",
        "note: inc has no open ticket now",
        "inc: target 1d, at risk 1h 30m",
    ]
    assert ask(conn, "SELECT count(*) FROM tickets.sla_policy") == 2


def test_a_clusters_own_targets_are_set_and_removed(
    conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster = "O'Brien; DROP TABLE tickets.sla_policy"
    setting = ["set", "crq", "--cluster", cluster, "--target", "2d", "--at-risk", "36h"]
    assert main(setting) == 0
    assert main(["list", "crq"]) == 0
    assert f"crq, cluster {cluster}: target 2d, at risk 1d 12h" in capsys.readouterr().out
    found = "SELECT target_minutes FROM tickets.sla_policy WHERE cluster = %s"
    assert ask(conn, found, [cluster]) == 2880

    assert main(["unset", "crq", "--cluster", cluster]) == 0
    assert main(["unset", "crq", "--cluster", cluster]) == 1
    assert "has no targets of its own" in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        ["set", "xyz", "--target", "24h", "--at-risk", "18h"],
        ["set", "inc", "--target", "18h", "--at-risk", "24h"],
        ["set", "inc", "--target", "soon", "--at-risk", "1h"],
        ["set", "inc", "--target", "24h"],
        ["set", "inc", "--cluster", "", "--target", "24h", "--at-risk", "18h"],
        ["set", "inc", "--cluster", " ", "--target", "24h", "--at-risk", "18h"],
        ["list", "xyz"],
        ["unset", "inc"],
        [],
    ],
)
def test_misuse_ends_with_status_2(argv: list[str], conn: Connection) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert ask(conn, "SELECT bool_and(is_default) FROM tickets.sla_policy")


def test_a_ticket_type_without_targets_is_reported(
    conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    conn.execute("DELETE FROM tickets.sla_policy WHERE dataset = 'crq'")
    assert main(["list", "crq"]) == 1
    assert "crq has no policy" in capsys.readouterr().err


def test_targets_that_sql_changes_are_not_marked_as_defaults(
    conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    conn.execute("UPDATE tickets.sla_policy SET updated_at = now() WHERE dataset = 'crq'")
    conn.execute("UPDATE tickets.sla_policy SET target_minutes = 2940 WHERE dataset = 'inc'")
    assert main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        CRQ,
        "inc: target 2d 1h, at risk 1d 12h",
    ]


def test_setting_the_shipped_targets_confirms_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["set", "inc", "--target", "48h", "--at-risk", "36h"]) == 0
    assert main(["list", "inc"]) == 0
    assert "default" not in capsys.readouterr().out


def test_the_command_prints_what_it_changed_and_the_reports_follow(
    conn: Connection, tmp_path: Path
) -> None:
    apply_given(conn, FEW_TICKETS, tmp_path)
    states = "SELECT jsonb_object_agg(s.ticket_id, s.sla_state) FROM tickets.inc_open_sla AS s"
    assert ask(conn, states) == {"I1": "on_track", "I2": "on_track"}

    command = [str(Path(sys.executable).with_name("fleettickets")), "sla", "set", "inc"]
    options = ["--cluster", "Muigai Inn", "--target", "5h", "--at-risk", "4h"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=True)

    assert done.stdout == "inc, cluster Muigai Inn: target 5h, at risk 4h\n"
    assert ask(conn, states) == {"I1": "at_risk", "I2": "breached"}


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("", 2, "FT001"),
        ("postgresql://nobody:x@127.0.0.1:1/none", 3, "FT301"),
    ],
)
def test_a_database_that_cannot_be_reached_differs_from_misuse(
    url: str,
    status: int,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["list"]) == status
    assert code in capsys.readouterr().err


def test_a_database_that_is_not_migrated_is_reported(
    postgres_server: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with fresh_database(postgres_server.dsn) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        assert main(["list"]) == 2
    assert "FT302" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "expected"), [("90", 90), ("90m", 90), ("24h", 1440), ("5d", 7200)]
)
def test_times_are_read(text: str, expected: int) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5h", "1w", "24 h", "99999999d", "१"])
def test_other_times_are_rejected(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        minutes(text)
