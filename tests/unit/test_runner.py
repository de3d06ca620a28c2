"""One runner for every command: errors are printed, and set the exit status."""

import argparse

import pytest

from fleettickets.cli import main
from fleettickets.commands.runner import Command, UsageError
from fleettickets.errors import BucketError, MissingArchiveError, SettingError


def command_that_raises(error: BaseException) -> Command:
    def work(_options: argparse.Namespace) -> int:
        raise error

    return Command(description="Fail.", add_options=lambda _parser: None, work=work)


@pytest.mark.parametrize(
    ("error", "status", "printed"),
    [
        (MissingArchiveError("key", "is gone"), 1, "[FT102] key: is gone. Restore it"),
        (SettingError("NAME", "is not set"), 2, "[FT001] NAME: is not set. Set it"),
        (BucketError("list", "no answer"), 3, "[FT201] list: no answer. Check"),
        (FileNotFoundError(2, "No such file or directory", "/x"), 1, "/x: No such file"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
    ],
)
def test_an_error_is_printed_and_sets_the_exit_status(
    error: BaseException, status: int, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_that_raises(error)([]) == status
    assert capsys.readouterr().err.startswith(printed)


def test_wrong_usage_that_only_the_work_finds_prints_the_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        command_that_raises(UsageError("unknown type"))([], prog="fleettickets x")
    assert (
        capsys.readouterr().err
        == "usage: fleettickets x [-h]\nfleettickets x: error: unknown type\n"
    )


@pytest.mark.parametrize("error", [ValueError("a fault of ours"), OSError(5, "no file is named")])
def test_a_fault_of_ours_keeps_its_traceback(error: Exception) -> None:
    with pytest.raises(type(error)):
        command_that_raises(error)([])


@pytest.mark.parametrize(("result", "status"), [(None, 0), (0, 0), (1, 1)])
def test_the_work_returns_the_exit_status(result: int | None, status: int) -> None:
    command = Command(description="Work.", add_options=lambda _: None, work=lambda _: result)

    assert command([]) == status


def test_an_unknown_command_prints_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("fleettickets: unknown command 'fly'\n\nusage: fleettickets COMMAND")
    assert main([]) == 2
    assert main(["--help"]) == 0
    assert error.endswith(capsys.readouterr().out)
