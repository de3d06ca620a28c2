"""``dispatch positions``: show where the crews are, or ask Tracksolid Pro."""

import argparse
import sys
import time

from fleettickets.commands.dispatch.arguments import say, whole
from fleettickets.commands.runner import Add
from fleettickets.config import TracksolidSettings
from fleettickets.dispatch.tracksolid import Tracksolid
from fleettickets.domain.screen import one_line
from fleettickets.planner_errors import TrackerError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_desk import forget_positions, read_positions, take_fix

_EVERY_S = 60
_LONGEST_PAUSE_S = 600


def add_actions(add: Add) -> None:
    """Add the action."""
    showing = add("positions", "show where the crews are; --poll asks Tracksolid Pro", _positions)
    showing.add_argument(
        "--poll", action="store_true", help="ask Tracksolid Pro again and again (TRACKSOLID_…)"
    )
    showing.add_argument(
        "--every",
        type=whole,
        default=_EVERY_S,
        metavar="SECONDS",
        help="how often to ask (default: %(default)s)",
    )
    showing.add_argument(
        "--times", type=whole, metavar="N", help="stop after so many answers (default: never)"
    )


def _positions(conn: Connection, options: argparse.Namespace) -> int:
    if options.poll:
        return _poll(conn, options)
    found = read_positions(conn)
    for crew in found["crews"]:
        age = ", old" if crew["is_old"] else ""
        say(
            f"{one_line(crew['crew'])}: {crew['latitude']:.5f} {crew['longitude']:.5f}"
            f" at {crew['at']}{age}"
        )
    if found["tracker_problem"]:
        sys.stderr.write(f"{one_line(found['tracker_problem'])}\n")
    return 0


def _poll(conn: Connection, options: argparse.Namespace) -> int:
    """Ask until stopped; after a refusal wait twice as long as before."""
    source = Tracksolid(TracksolidSettings.from_env())
    pause_s, asked = options.every, 0
    while True:
        try:
            outcomes = [take_fix(conn, fix) for fix in source.fixes()]
        except TrackerError as error:
            sys.stderr.write(f"{error}\n")
            pause_s = min(2 * pause_s, max(_LONGEST_PAUSE_S, options.every))
        else:
            say(f"{outcomes.count('kept')} new positions of {len(outcomes)} devices")
            pause_s = options.every
            forget_positions(conn)
        asked += 1
        if options.times is not None and asked >= options.times:
            return 0
        time.sleep(pause_s)
