"""Files of a large backlog are parsed by other processes, with the same resulting tables."""

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
    """Run, and return the result for each file, and the tables."""
    report = world.run(limits=limits)
    files = [(e.change_key, e.state, e.rows_read, e.error) for e in report.applied + report.failed]
    with closing(connect(world.url)) as conn:
        return files, dump(conn)


@pytest.fixture
def parsed_here(world: World) -> object:
    """The outcome of a run that parses its files itself; afterwards the files wait again."""
    world.put(FILES)
    result = outcome(world)
    world.empty()
    world.put(FILES)
    return result


def test_tables_and_messages_equal_those_of_a_small_batch(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)

    assert outcome(world) == parsed_here


def test_a_batch_is_read_while_the_previous_one_is_applied(
    parsed_here: object, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    steps = []
    begin, fold = parse_ahead.ParseAhead.__init__, Stage.fold

    def begin_recorded(*args: Any, **options: Any) -> None:
        steps.append("read")
        begin(*args, **options)

    def fold_recorded(*args: Any) -> Any:
        steps.append("fold")
        return fold(*args)

    monkeypatch.setattr(parse_ahead.ParseAhead, "__init__", begin_recorded)
    monkeypatch.setattr(Stage, "fold", fold_recorded)

    assert outcome(world, IN_TWOS) == parsed_here
    assert steps == ["read", "read", "fold", "read", "fold", "fold"]


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
    """Return a file on a full disk."""
    return Path("/dev/full").open("r+b")


@pytest.mark.parametrize(
    "failing_call",
    [
        ("subprocess.Popen", refuse),
        ("Pipe", refuse),
        ("send_handle", refuse),
        ("TemporaryFile", refuse),
        ("TemporaryFile", full),
    ],
)
def test_the_import_parses_files_itself_if_no_process_can(
    parsed_here: object,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    failing_call: tuple[str, Callable[..., Any]],
) -> None:
    monkeypatch.setattr(parse_ahead, "_MIN_BYTES", 0)
    monkeypatch.setattr(f"{parse_ahead.__name__}.{failing_call[0]}", failing_call[1])

    assert outcome(world) == parsed_here
    assert capfd.readouterr().err == ""


def test_files_fail_on_a_full_disk_and_are_imported_later(
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


def test_no_process_loads_modules_from_the_current_folder(
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
    assert not [t.name for t in threading.enumerate() if t.name.startswith(("parse", "fetch"))]


def _parsers() -> list[int]:
    """Return the parser processes of this process, after waiting for them to end."""
    give_up_at = time.monotonic() + 20
    while True:
        command = "fleettickets.imports.parser_process"
        pids = [pid for pid in _children() if command in _command(pid)]
        if not pids or time.monotonic() > give_up_at:
            return pids
        time.sleep(0.05)


def _children() -> list[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for file in lists for pid in file.read_text().split()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return ""
