"""Change files on this machine that vanish or cannot be read; each fails by itself."""

from pathlib import Path

import pytest

from fleettickets.errors import BucketError, SettingError
from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from tests.support.feed import csv_of, key, row

INC = DATASETS["inc"]
CONTENT = csv_of([row("T1")])


def put(folder: Path, minute: int) -> Path:
    file = folder / key(minute).rsplit("/", 1)[1]
    file.write_bytes(CONTENT)
    return file


def test_a_file_that_vanished_after_the_listing_is_a_bucket_error(tmp_path: Path) -> None:
    file = put(tmp_path, 0)
    source = LocalFiles(tmp_path, INC)
    assert [waiting.key for waiting in source.waiting()] == [key(0)]
    file.unlink()

    with pytest.raises(BucketError, match="No such file"):
        source.fetch(key(0))


def test_a_file_that_vanished_before_the_listing_is_not_listed(tmp_path: Path) -> None:
    gone, _ = put(tmp_path, 0), put(tmp_path, 20)
    source = LocalFiles(tmp_path, INC)
    gone.unlink()

    assert [waiting.key for waiting in source.waiting()] == [key(20)]


def test_a_file_that_cannot_be_read_waits_and_is_a_bucket_error(tmp_path: Path) -> None:
    # Even root cannot read a folder, or symbolic links that form a loop.
    (tmp_path / key(0).rsplit("/", 1)[1]).mkdir()
    circle = tmp_path / key(10).rsplit("/", 1)[1]
    circle.symlink_to(circle)
    put(tmp_path, 20)
    source = LocalFiles(tmp_path, INC)

    assert [waiting.key for waiting in source.waiting()] == [key(0), key(10), key(20)]
    for unreadable in (key(0), key(10)):
        with pytest.raises(BucketError):
            source.fetch(unreadable)
    with source.fetch(key(20)) as file:
        assert file.stream.read() == CONTENT


def test_a_nameless_file_that_vanished_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "export.csv").symlink_to(tmp_path / "gone")
    put(tmp_path, 20)

    assert [waiting.key for waiting in LocalFiles(tmp_path, INC).waiting()] == [key(20)]


@pytest.mark.parametrize("name", ["nothing", "circle.csv", "export.csv/2026.csv", "x" * 300])
def test_an_unreadable_path_is_a_wrong_setting(name: str, tmp_path: Path) -> None:
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    (tmp_path / "export.csv").write_bytes(CONTENT)

    with pytest.raises(SettingError, match="--inc-csv"):
        LocalFiles(tmp_path / name, INC)


def test_an_unreadable_applied_file_is_a_bucket_error(tmp_path: Path) -> None:
    source = LocalFiles(put(tmp_path, 0), INC)

    assert source.fetch_applied(key(0), str(tmp_path / "gone"), "") is None
    with pytest.raises(BucketError):
        source.fetch_applied(key(0), str(tmp_path / ("x" * 300)), "")


@pytest.mark.parametrize("name", ["9999-12-31T23-59-59.csv", "2026-02-30T00-00-00.CSV"])
def test_a_name_that_is_almost_a_time_is_not_replaced_by_another(tmp_path: Path, name: str) -> None:
    """The import then refuses it, as it does in the bucket."""
    (tmp_path / name).write_bytes(CONTENT)

    [waiting] = LocalFiles(tmp_path, INC).waiting()
    assert waiting.key == f"automations/inc/changes/{name.lower().replace('t', 'T')}"
    assert INC.key_at(waiting.key) is None
