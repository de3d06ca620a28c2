"""``fleettickets token add|list|revoke``: tokens of the HTTP API."""

import argparse
import sys
from datetime import datetime

from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import in_session
from fleettickets.config import DatabaseSettings
from fleettickets.domain.dataset import EAT
from fleettickets.domain.screen import one_line
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_decisions import find_crew
from fleettickets.store.tokens import ROLES, TokenLine, add_token, list_tokens, revoke_token


def _add_options(parser: Parser) -> None:
    add = parser.actions("add|list|revoke")
    adding = add("add", "make a token and print it; it is not shown again", _add)
    adding.add_argument("name", help="its holder, as logs and lists show it")
    adding.add_argument(
        "--role",
        choices=ROLES,
        required=True,
        help="viewer: reads; dispatcher: also downloads files and decides about crews' days; "
        "admin: also reads /metrics; crew: its own day; tracker: reports positions",
    )
    adding.add_argument(
        "--crew", metavar="NAME", help="whose day a crew's token shows, or a tracker's reports"
    )
    adding.add_argument("--days", type=_days, help="days until it expires (default: never)")
    add("list", "list the tokens' names, roles and last use", _list)
    add("revoke", "end a token at once", _revoke).add_argument("name")


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 36_500):  # noqa: PLR2004
        problem = f"expected whole days, 1 to 36500, got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return int(text)


def _add(conn: Connection, options: argparse.Namespace) -> None:
    crew_id = None
    if options.crew is not None:
        found = find_crew(conn, options.crew)
        if found is None:
            raise UnknownDispatchError(one_line(options.crew), "no active crew has this name")
        crew_id = found[0]
    token, expires_at = add_token(conn, options.name, options.role, options.days, crew_id)
    expiry = (
        f"expires {expires_at.astimezone(EAT):%Y-%m-%d %H:%M EAT}"
        if expires_at
        else "never expires"
    )
    # The token alone on stdout, so that a script can take it.
    sys.stderr.write(f"{options.name}, {options.role}, {expiry}. The token is not shown again:\n")
    sys.stdout.write(f"{token}\n")


def _list(conn: Connection, _options: argparse.Namespace) -> None:
    lines = list_tokens(conn)
    if not lines:
        sys.stderr.write("no tokens\n")
    for line in lines:
        sys.stdout.write(f"{line.name:<24} {line.role:<10} {_state(line)}\n")


def _revoke(conn: Connection, options: argparse.Namespace) -> None:
    revoke_token(conn, options.name)
    sys.stdout.write(f"{options.name}: revoked\n")


def _state(line: TokenLine) -> str:
    used = f"last used {line.last_used_on}" if line.last_used_on else "never used"
    if line.revoked_at:
        return f"revoked {line.revoked_at.astimezone(EAT):%Y-%m-%d}; {used}"
    if line.expires_at:
        word = "until" if line.is_live else "expired"
        return f"{word} {_time(line.expires_at)}; {used}"
    return f"never expires; {used}"


def _time(at: datetime) -> str:
    return f"{at.astimezone(EAT):%Y-%m-%d %H:%M EAT}"


main = Command(
    description="Add, list or revoke tokens of the HTTP API (docs/api.md#access).",
    add_options=_add_options,
    work=in_session("token", lambda conn, options: options.run(conn, options)),
    settings=(DatabaseSettings,),
)
