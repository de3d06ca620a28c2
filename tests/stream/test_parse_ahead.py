"""Files of a large backlog are parsed by other processes; nobody can tell from the tables."""

import errno
import gzip
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import pytest

from fleettickets.config import Limits
from fleettickets.imports import parse_ahead
from fleettickets.store.connect import connect
from fleettickets.store.load import Stage
from tests.support.dump import dump
from tests.support.feed import HEADER, csv_of, key, row
from tests.support.imports import World

FILES = {
    key(0): csv_of([row("T1"), row("T2", owner='Ann "the\nfibre" Wu'), row("T3", mttr="soon")]),
    key(20): b"\xef\xbb\xbf" + csv_of([row("T1", assigned_team="Team B\t\\N"), row("")]),
    key(40): gzip.compress(csv_of([row("T4", closed_at="2026-06-24 10:00:00"), row("T1")])),
    key(60): b"not,a,change,file\n1,2,3,4\n",
    key(80): csv_of([row("T5")])[:-40] + b"\xff\xfe",
    key(100): csv_of([row("T2"), row("EXPORT STOPPED: row limit reached")], HEADER[::-1]),
}


IN_TWOS = Limits(batch_files=2)


def outcome(world: World, limits: Limits | None = None) -> object:
    """Run, and return what became of each file, and the tables."""
    report = world.run(limits=limits)
    told = [(e.change_key, e.state, e.rows_read, e.error) for e in report.applied + report.failed]
    with closing(connect(world.url)) as conn:
        return told, dump(conn)


@pytest.fixture
def parsed_here(world: World) -> object:
    """What a run gives whose files no other process parses; they wait again."""
    world.put(FILES)
    told = outcome(world)
    world.empty()
    world.put(FILES)
    return told


def test_tables_and_words_are_those_of_a_small_batch(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)

    assert outcome(world) == parsed_here


def test_a_batch_is_read_while_the_database_works_on_the_one_before(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    done = []
    begin, fold = parse_ahead.ParseAhead.__init__, Stage.fold

    def begin_noted(*args: Any, **options: Any) -> None:
        done.append("read")
        begin(*args, **options)

    def fold_noted(*args: Any) -> Any:
        done.append("fold")
        return fold(*args)

    monkeypatch.setattr(parse_ahead.ParseAhead, "__init__", begin_noted)
    monkeypatch.setattr(Stage, "fold", fold_noted)

    assert outcome(world, IN_TWOS) == parsed_here
    assert done == ["read", "read", "fold", "read", "fold", "fold"]


def test_a_file_whose_process_was_killed_is_parsed_by_the_import(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    start = parse_ahead.ParseAhead._start_process
    killed = []

    def start_and_kill(self: parse_ahead.ParseAhead) -> parse_ahead._Process:
        process = start(self)
        killed.append(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(parse_ahead.ParseAhead, "_start_process", start_and_kill)

    assert outcome(world) == parsed_here
    assert killed


def refuse(*_: Any, **__: Any) -> NoReturn:
    raise OSError(errno.EAGAIN, "Resource temporarily unavailable")


def full(**_: Any) -> BinaryIO:
    """Return a file of a disk without room."""
    return Path("/dev/full").open("r+b")


@pytest.mark.parametrize(
    "lack",
    [
        ("subprocess.Popen", refuse),
        ("Pipe", refuse),
        ("send_handle", refuse),
        ("TemporaryFile", refuse),
        ("TemporaryFile", full),
    ],
)
def test_the_import_parses_itself_where_the_machine_lacks_what_a_process_needs(
    parsed_here: object,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    lack: tuple[str, Callable[..., Any]],
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    monkeypatch.setattr(f"{parse_ahead.__name__}.{lack[0]}", lack[1])

    assert outcome(world) == parsed_here
    assert capfd.readouterr().err == ""


def test_a_file_without_room_on_disk_fails_alone_and_is_taken_later(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryFile", refuse)
        failed = world.run().failed
    assert [entry.change_key for entry in failed] == list(FILES)
    assert "[FT201]" in (failed[0].error or "")
    assert "cannot be stored on disk" in (failed[0].error or "")

    assert outcome(world) == parsed_here


def test_no_process_loads_what_lies_in_the_current_folder(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    (tmp_path / "csv.py").write_text("open('loaded', 'w').close()\n")
    monkeypatch.chdir(tmp_path)

    assert outcome(world) == parsed_here
    assert [file.name for file in tmp_path.iterdir()] == ["csv.py"]


def test_no_process_is_left_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    world.put(FILES)

    world.run_stopped("folded", limits=IN_TWOS)  # the second batch is being read

    assert _parsers() == []
    assert not [t.name for t in threading.enumerate() if t.name.startswith(("read", "fetch"))]


def _parsers() -> list[int]:
    """Return the children of this process that parse, given time to end."""
    give_up_at = time.monotonic() + 20
    while True:
        command = "fleettickets.imports.parser_process"
        found = [pid for pid in _children() if command in _command(pid)]
        if not found or time.monotonic() > give_up_at:
            return found
        time.sleep(0.05)


def _children() -> list[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for file in lists for pid in file.read_text().split()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return ""
