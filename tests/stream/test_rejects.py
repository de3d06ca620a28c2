"""``fleettickets rejects``: on the screen, and as CSV without formulas."""

import csv
from pathlib import Path

import pytest

from fleettickets.commands.rejects import main
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '"\t=1"', "plain"]
COLUMNS = ["change_key", "change_line", "severity", "column", "reason", "raw_row", "observed_at"]


@pytest.fixture
def refused(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two files: one with formulas as rows, one with a warning and a row without an id."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    world.put(
        {
            key(0): csv_of([]) + "".join(f"{text}\n" for text in FORMULAS).encode(),
            key(20): csv_of([row("T1", mttr="soon", owner="A\nB\x1b[2J"), row("")]),
        }
    )
    world.run()
    return world


def run(*options: str) -> int:
    return main(["inc", *options], prog="fleettickets rejects")


@pytest.mark.usefixtures("refused")
def test_the_newest_file_comes_first_each_row_on_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run() == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "2026-06-25T06-20-00.csv"
    assert lines[0].split()[1:5] == ["line", "2", "warning", "mttr"]
    assert lines[1].startswith("    T1,ACCEPTED,")
    assert "A B\N{REPLACEMENT CHARACTER}[2J" in lines[1]
    assert len(lines[1]) <= 160
    assert lines[-2].startswith("2026-06-25T06-00-00.csv  line 7")
    assert len(lines) == 2 * (2 + len(FORMULAS))


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize(
    ("options", "shown", "last"),
    [
        (["--limit", "3"], 3, "3 of 8; --limit 0 lists all"),
        (["--limit", "0"], 8, "    plain"),
        (["--severity", "warning"], 1, "    T1,"),
        (["--key", key(0)], 6, "    plain"),
        (["--key", "2026-06-25T06-20-00.csv", "--severity", "reject"], 1, "    ,ACCEPTED"),
        (["--key", key(20).replace("changes", "processed")], 2, "    ,ACCEPTED"),
        (["--key", key(40)], 0, "inc: no rejects match"),
    ],
)
def test_options_select_rejects(
    options: list[str], shown: int, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*options) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith(last)
    assert sum(line.startswith("    ") for line in lines) == shown


@pytest.mark.usefixtures("refused")
def test_the_export_holds_every_row_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"

    assert run("--csv", str(path), "--limit", "1") == 0

    with path.open(newline="", encoding="utf-8") as stream:
        header, *rows = list(csv.reader(stream))
    assert header == COLUMNS
    assert len(rows) == 8
    assert [fields[5].rstrip("\n") for fields in rows[2:]] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@SUM(A1)",
        "'\"\t'=1\"",
        "plain",
    ]
    assert rows[0][5].startswith("T1,ACCEPTED,")
    assert [file.name for file in tmp_path.iterdir()] == ["rejects.csv"]


@pytest.mark.usefixtures("refused")
def test_a_file_is_replaced_only_with_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rejects.csv"
    path.write_text("mine")

    with pytest.raises(SystemExit, match="2"):
        run("--csv", str(path))
    assert "--force replaces it" in capsys.readouterr().err
    assert path.read_text() == "mine"

    assert run("--csv", str(path), "--force") == 0
    assert path.read_text().startswith("change_key,")


@pytest.mark.usefixtures("refused")
def test_a_dash_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--csv", "-", "--severity", "warning") == 0

    header, *rows = csv.reader(capsys.readouterr().out.splitlines(keepends=True))
    assert header == COLUMNS
    assert len(rows) == 1


@pytest.mark.usefixtures("refused")
def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--csv", str(tmp_path / "no" / "rejects.csv")) == 1
    assert "No such file or directory" in capsys.readouterr().err


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize(
    "argv", [["xyz"], ["inc", "--limit", "-1"], ["inc", "--severity", "fatal"], []]
)
def test_invalid_options_are_misuse(argv: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(argv, prog="fleettickets rejects")
