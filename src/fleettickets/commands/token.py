"""``fleettickets token add|list|revoke``: who may ask the HTTP API."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing

from fleettickets.config import database_url
from fleettickets.domain.dataset import EAT
from fleettickets.errors import FleetTicketsError
from fleettickets.store.connect import Connection, connect
from fleettickets.store.failures import explained_troubles
from fleettickets.store.migrate import check_schema
from fleettickets.store.tokens import ROLES, TokenLine, add_token, list_tokens, revoke_token


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Change or show the tokens in the database at ``DATABASE_URL``; return an exit status."""
    options = _parser(prog).parse_args(argv)
    try:
        with closing(connect(database_url(os.environ))) as conn, explained_troubles("token", conn):
            check_schema(conn)
            _ACTIONS[options.action](conn, options)
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    return 0


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog, description="Who may ask the HTTP API (docs/api.md#access)."
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list|revoke")
    adding = actions.add_parser("add", help="make a token and print it, once")
    adding.add_argument("name", help="whose it is, as logs and lists will say")
    adding.add_argument(
        "--role",
        choices=ROLES,
        required=True,
        help="viewer: reads; dispatcher: also files; admin: also /metrics",
    )
    adding.add_argument("--days", type=_days, help="how long it lasts; for ever by default")
    actions.add_parser("list", help="show every token; none can be read back")
    revoking = actions.add_parser("revoke", help="end a token at once")
    revoking.add_argument("name")
    return parser


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 36_500):  # noqa: PLR2004
        problem = f"expected whole days, 1 to 36500, got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return int(text)


def _add(conn: Connection, options: argparse.Namespace) -> None:
    token, expires_at = add_token(conn, options.name, options.role, options.days)
    until = f"until {expires_at.astimezone(EAT):%Y-%m-%d %H:%M EAT}" if expires_at else "for ever"
    # The token alone on stdout, so that a script can take it.
    sys.stderr.write(f"{options.name}, {options.role}, {until}. It is shown this once:\n")
    sys.stdout.write(f"{token}\n")


def _list(conn: Connection, _options: argparse.Namespace) -> None:
    lines = list_tokens(conn)
    if not lines:
        sys.stderr.write("there is no token\n")
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
        return f"{word} {line.expires_at.astimezone(EAT):%Y-%m-%d %H:%M EAT}; {used}"
    return f"for ever; {used}"


_ACTIONS = {"add": _add, "list": _list, "revoke": _revoke}
