"""``fleettickets dispatch``: plan the crews' day, and decide about it."""

import argparse

from fleettickets.commands.dispatch import crews, decisions, outcome, plans, positions, showing
from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import in_session
from fleettickets.config import DatabaseSettings, DispatchSettings, TracksolidSettings
from fleettickets.store.connect import Connection


def _add_options(parser: Parser) -> None:
    add = parser.actions(
        "plan|show|why|candidates|pin|unpin|hold|release|publish|diff|export|report|rules|crews|positions"
    )
    plans.add_actions(add)
    showing.add_actions(add)
    decisions.add_actions(add)
    crews.add_actions(add)
    positions.add_actions(add)
    outcome.add_actions(add)


def _run(conn: Connection, options: argparse.Namespace) -> int | None:
    status: int | None = options.run(conn, options)
    return status


main = Command(
    description="Plan the crews' day, and decide about it (docs/dispatch.md).",
    add_options=_add_options,
    work=in_session("dispatch", _run),
    settings=(DatabaseSettings, DispatchSettings, TracksolidSettings),
    prog="fleettickets dispatch",
)
