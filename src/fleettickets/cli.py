"""The ``fleettickets`` command: one subcommand a module, loaded when it is called."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple


class Command(NamedTuple):
    """A subcommand; its module has ``main(argv, *, prog)``, which returns an exit status."""

    module: str
    summary: str


COMMANDS = {
    "import": Command("fleettickets.commands.imports", "apply what waits in a change stream"),
    "status": Command("fleettickets.commands.status", "how fresh and how well everything is"),
    "rejects": Command("fleettickets.commands.rejects", "rows that were not taken"),
    "replay": Command("fleettickets.commands.replay", "tell the history of applied files again"),
    "geocode": Command(
        "fleettickets.commands.geocode", "find where places are; review, set, forget"
    ),
    "gazetteer": Command("fleettickets.commands.gazetteer", "build the offline gazetteer"),
    "sla": Command("fleettickets.commands.sla", "targets: set, unset, list"),
    "migrate": Command("fleettickets.commands.migration", "bring the schema up to date"),
    "sample": Command("fleettickets.commands.sample", "write a sample feed of Nairobi"),
    "serve": Command("fleettickets.commands.serve", "the HTTP API and the map's page"),
    "token": Command("fleettickets.commands.token", "who may ask the API: add, list, revoke"),
    "local": Command("fleettickets.commands.local", "private PostgreSQL and S3: up, down, status"),
    "demo": Command("fleettickets.commands.demo", "show the main job on the embedded default"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return its exit status: 0 good, 1 something failed, 2 misused."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["-h"], ["--help"]):
        sys.stdout.write(_usage())
        return 0
    if not words or words[0] not in COMMANDS:
        wrong = f"fleettickets: there is no command {words[0]!r}\n\n" if words else ""
        sys.stderr.write(wrong + _usage())
        return 2
    command = import_module(COMMANDS[words[0]].module)
    return int(command.main(words[1:], prog=f"fleettickets {words[0]}"))


def _usage() -> str:
    lines = [f"  {name:<10} {command.summary}" for name, command in COMMANDS.items()]
    return "usage: fleettickets COMMAND [--help]\n\n" + "\n".join(lines) + "\n"
