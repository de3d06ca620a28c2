"""``fleettickets sample``: files of the bucket's layout, the same for the same options."""

from pathlib import Path

import pytest

from fleettickets.commands.sample import main
from fleettickets.domain.dataset import Dataset

SMALL = ["--tickets", "60", "--days", "1"]


def sample(folder: Path, *options: str) -> int:
    return main([str(folder), *SMALL, *options], prog="fleettickets sample")


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert sample(tmp_path / name, "--seed", "7") == 0
    assert sample(tmp_path / "other", "--seed", "8") == 0

    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert content(tmp_path / "one") != content(tmp_path / "other")


def test_files_lie_as_in_the_bucket_and_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sample(tmp_path) == 0

    files = content(tmp_path)
    printed = capsys.readouterr().out
    for name in ("inc", "crq"):
        dataset = Dataset(name, name)
        keys = [key for key in files if key.startswith(dataset.changes_prefix)]
        assert all(dataset.key_at(key) for key in keys)
        assert f"{name}: {len(keys)} files, " in printed
    assert all(key.startswith("automations/") for key in files)


def test_one_dataset_until_a_time_of_nairobi(tmp_path: Path) -> None:
    assert sample(tmp_path, "--dataset", "crq", "--until", "2026-03-02T09:10") == 0

    keys = sorted(content(tmp_path))
    assert keys[0].startswith("automations/crq/changes/2026-03-01T09-")
    assert "2026-03-02T06-" < keys[-1].rpartition("/")[2] <= "2026-03-02T09-00-00.csv"


def test_the_same_command_again_changes_nothing(tmp_path: Path) -> None:
    sample(tmp_path)
    before = content(tmp_path)

    assert sample(tmp_path) == 0
    assert content(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["automations/inc/processed/a.csv", "automations/inc/changes/2026-06-25T06-00-00.csv"]
)
def test_a_folder_with_other_files_is_rejected(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / name
    stranger.parent.mkdir(parents=True)
    stranger.write_text("mine")

    with pytest.raises(SystemExit, match="2"):
        sample(tmp_path)
    assert f"{stranger} is not a file of this feed" in capsys.readouterr().err
    assert content(tmp_path) == {name: b"mine"}


def test_files_beside_automations_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    assert sample(tmp_path) == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--tickets", "0"],
        ["--days", "many"],
        ["--until", "yesterday"],
        ["--until", "1066-10-14"],
        ["--dataset", "xyz"],
    ],
)
def test_unusable_options_are_misuse(tmp_path: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        sample(tmp_path, *options)
    assert not content(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")

    assert sample(tmp_path / "file") == 1
    assert str(tmp_path / "file") in capsys.readouterr().err
