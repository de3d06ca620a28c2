"""Crews from a CSV file: a line that cannot be used is named with its column."""

from datetime import time
from pathlib import Path

import pytest

from fleettickets.commands.dispatch import main
from fleettickets.dispatch.crew_file import read_crews
from fleettickets.planner_errors import CrewFileError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_decisions import CrewLine
from tests.dispatch.conftest import CREWS
from tests.support.reporting import ask

HEADER, ALPHA, BRAVO = CREWS.splitlines(keepends=True)


def read(*lines: str) -> list[CrewLine]:
    return read_crews(lines, "crews.csv", [1])


def test_a_line_is_a_crew() -> None:
    alpha, bravo = read("\ufeff" + HEADER, ALPHA, "\n", BRAVO)

    assert alpha == CrewLine(
        "Alpha",
        "North",
        ["install", "splice"],
        -1.29,
        36.82,
        -1.29,
        36.82,
        time(8),
        time(17),
        time(12),
        time(14),
        45,
        "353001",
        [1],
    )
    assert (bravo.skills, bravo.lunch_minutes, bravo.device) == ([], None, None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Alpha", "", "line 2, column crew: is blank"),
        ("08:00", "8", "line 2, column shift_start: expected a time, HH:MM, got '8'"),
        ("17:00", "25:00", "line 2, column shift_end"),
        ("17:00", "07:00", "line 2, column shift_end: 07:00 is not after shift_start 08:00"),
        ("-1.2900", "91", "line 2, column start_latitude: expected degrees from -90 to 90"),
        ("36.8200", "east", "line 2, column start_longitude"),
        ("-1.2900", "nan", "line 2, column start_latitude"),
        ("45", "", "line 2, column lunch_minutes: is blank"),
        ("45", "0", "line 2, column lunch_minutes: expected whole minutes from 1 to 240"),
        ("12:00,14:00", "14:00,12:00", "line 2, column lunch_to: 12:00 is before"),
        (",353001", "", "line 2: has 12 cells; the header has 13"),
    ],
)
def test_a_bad_cell_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(CrewFileError) as refused:
        read(HEADER, ALPHA.replace(old, new, 1), BRAVO)
    assert f"crews.csv, {message}" in str(refused.value)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((), "line 1: the file is empty"),
        ((HEADER.replace("shift_end,", ""),), "columns are missing: shift_end"),
        ((HEADER.replace("device", "imei"),), "unknown columns: 'imei'"),
        ((HEADER, ALPHA, ALPHA), "line 3, column crew: 'Alpha' stands in line 2 already"),
        (
            (HEADER, ALPHA, BRAVO.replace(",\n", ",353001\n")),
            "line 3, column device: '353001' stands in line 2 already",
        ),
    ],
)
def test_a_bad_file_is_refused_whole(lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(CrewFileError) as refused:
        read(*lines)
    assert message in str(refused.value)


def test_importing_again_changes_and_adds(
    conn: Connection, crews_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["crews", "import", str(crews_file)]) == 0
    assert ask(conn, "SELECT count(*) FROM dispatch.crews") == 0
    assert main(["crews", "import", str(crews_file), "--apply", "--weekdays", "1-5"]) == 0
    crews_file.write_text(HEADER + ALPHA.replace("North", "West"), encoding="utf-8")
    assert main(["crews", "import", str(crews_file), "--apply", "--weekdays", "6,7"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "2 crews are valid; nothing was written: --apply writes them",
        "2 crews: 2 added, 0 changed",
        "1 crews: 0 added, 1 changed",
    ]
    rows = conn.execute(
        "SELECT c.name, c.team, count(*) FROM dispatch.crews AS c"
        " JOIN dispatch.shifts AS s USING (crew_id) GROUP BY 1, 2 ORDER BY 1"
    ).fetchall()
    assert rows == [("Alpha", "West", 7), ("Bravo", "South", 5)]


def test_a_file_that_is_not_utf_8_is_refused(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database
    path = tmp_path / "latin.csv"
    path.write_bytes(HEADER.encode() + "Kéké".encode("latin-1"))

    assert main(["crews", "import", str(path)]) == 2
    assert "line 2: is not UTF-8" in capsys.readouterr().err
