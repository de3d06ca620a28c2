"""Run a command: parse its options, do its work, print its error, return its exit status.

0 done, or nothing to do; 1 something failed; 2 wrong usage or settings; 3 a server is
unavailable or full, or a lock is held; 130 interrupted. docs/errors.md has the errors.
"""

import argparse
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper

from fleettickets.config.group import Group
from fleettickets.domain.screen import one_line
from fleettickets.errors import FleetTicketsError

_FAILED = 1
INTERRUPTED = 130
"""As a shell reports a process that SIGINT ended."""

_STATUSES = (
    "Exit status: 0 done or nothing to do, 1 something failed, 2 wrong usage or settings,\n"
    "3 the database or the bucket is unavailable (docs/errors.md).\n"
)

Work = Callable[[argparse.Namespace], int | None]
Add = Callable[[str, str, Callable[..., int | None]], "Parser"]


class UsageError(Exception):
    """The options make no sense, as only the work could find out; usage is printed, status 2."""


def sentence(summary: str) -> str:
    """Return the summary as a sentence."""
    return f"{summary[:1].upper()}{summary[1:]}."


class Parser(argparse.ArgumentParser):
    """Its help ends with the settings that the command reads and the exit statuses."""

    settings: tuple[type[Group], ...] = ()

    def actions(self, metavar: str, *, is_required: bool = True) -> Add:
        """Return a function that adds an action: by its name, summary and work.

        It returns the action's parser. The work of the chosen action is ``options.run``.
        """
        actions = self.add_subparsers(required=is_required, metavar=metavar)

        def add(name: str, summary: str, run: Callable[..., int | None]) -> Parser:
            action = actions.add_parser(name, help=summary, description=sentence(summary))
            action.settings = self.settings
            action.set_defaults(run=run)
            return action

        return add

    def format_help(self) -> str:
        """Return argparse's help, the settings and the exit statuses."""
        more = "".join(f"{line}\n" for line in _describe(self.settings))
        return f"{super().format_help()}{more}\n{_STATUSES}"


@dataclass(frozen=True, slots=True)
class Command:
    """A command line. Call it with the words after its name; it returns the exit status."""

    description: str
    add_options: Callable[[Parser], None]
    work: Work
    """None is 0."""
    settings: tuple[type[Group], ...] = ()
    """Named in ``--help``."""
    prog: str | None = None

    def __call__(self, argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
        """Run the command.

        Raises:
            SystemExit: ``--help``, or wrong usage.
        """
        _accept_every_character()
        parser = Parser(prog=prog or self.prog, description=self.description)
        parser.settings = self.settings
        self.add_options(parser)
        options = parser.parse_args(argv)
        try:
            return attempt(lambda: self.work(options))
        except UsageError as error:
            parser.error(str(error))


def _accept_every_character() -> None:
    """Write a character that the terminal's encoding lacks as an escape, and not as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def attempt(work: Callable[[], int | None]) -> int:
    """Return the exit status of the work, or of its error, which is printed."""
    try:
        status = work() or 0
        sys.stdout.flush()
    except FleetTicketsError as error:
        sys.stderr.write(f"{one_line(str(error))}\n")
        return error.exit_status
    except OSError as error:
        if error.filename is None:
            raise
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return _FAILED
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    return status


def _describe(groups: Sequence[type[Group]]) -> Iterator[str]:
    if groups:
        yield "\nSettings (environment):"
    width = max(shutil.get_terminal_size().columns, 40) - 2
    for group in groups:
        for setting in group.settings():
            default = setting.default if setting.is_required else f"default: {setting.default}"
            yield f"  {setting.name} ({default})"
            yield textwrap.fill(
                setting.meaning,
                width,
                initial_indent=" " * 6,
                subsequent_indent=" " * 6,
                break_on_hyphens=False,
            )
