"""The ``fleettickets`` command: each subcommand is a module, loaded when it is called."""

import sys
from collections.abc import Sequence

from fleettickets.commands.runner import Command

COMMANDS = {
    "import": "import change files",
    "status": "show the age of the data and what needs attention",
    "rejects": "list rows and values that were rejected",
    "replay": "rebuild tickets and history from applied files",
    "geocode": "find positions for the places of tickets",
    "gazetteer": "build the offline gazetteer",
    "sla": "show or change how long tickets may stay open",
    "words": "show or change which words of a status mean closed",
    "dispatch": "plan the crews' day, and decide about it",
    "migrate": "bring the database schema up to date",
    "adopt": "take over a database made by an earlier installation",
    "sample": "write a sample feed of Nairobi",
    "serve": "serve the HTTP API and the map",
    "token": "add, list and revoke tokens of the HTTP API",
    "local": "run a private PostgreSQL and S3 server",
    "demo": "run everything on private servers, with a sample feed",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return its exit status (commands/runner.py)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["-h"], ["--help"]):
        sys.stdout.write(_usage())
        return 0
    if not words or words[0] not in COMMANDS:
        problem = f"fleettickets: unknown command {words[0]!r}\n\n" if words else ""
        sys.stderr.write(problem + _usage())
        return 2
    return load(words[0])(words[1:], prog=f"fleettickets {words[0]}")


def load(name: str) -> Command:  # noqa: C901, PLR0912 - a case for each command
    """Return a subcommand, which names its settings; its module is loaded now."""
    match name:
        case "import":
            from fleettickets.commands.imports import main as command
        case "status":
            from fleettickets.commands.status import main as command
        case "rejects":
            from fleettickets.commands.rejects import main as command
        case "replay":
            from fleettickets.commands.replay import main as command
        case "geocode":
            from fleettickets.commands.geocode import main as command
        case "gazetteer":
            from fleettickets.commands.gazetteer import main as command
        case "sla":
            from fleettickets.commands.sla import main as command
        case "dispatch":
            from fleettickets.commands.dispatch import main as command
        case "words":
            from fleettickets.commands.words import main as command
        case "migrate":
            from fleettickets.commands.migration import main as command
        case "adopt":
            from fleettickets.commands.adopt import main as command
        case "sample":
            from fleettickets.commands.sample import main as command
        case "serve":
            from fleettickets.commands.serve import main as command
        case "token":
            from fleettickets.commands.token import main as command
        case "local":
            from fleettickets.commands.local import main as command
        case _:
            from fleettickets.commands.demo import main as command
    return command


def _usage() -> str:
    lines = [f"  {name:<10} {summary}" for name, summary in COMMANDS.items()]
    return "usage: fleettickets COMMAND [--help]\n\n" + "\n".join(lines) + "\n"
