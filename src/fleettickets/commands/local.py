"""``fleettickets local up|down|status|env``: the embedded default's two servers."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from fleettickets.errors import FleetTicketsError, LocalServerError
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.s3 import S3Server
from fleettickets.local.stack import DEFAULT_FOLDER, Stack, Status, down, status, up


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Start, stop or describe the private servers; return 0, or 1 when something failed."""
    options = _parser(prog).parse_args(argv)
    try:
        sys.stdout.write(_ACTIONS[options.action](options.folder))
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def environment_of(stack: Stack) -> dict[str, str]:
    """Return the settings that lead every command to these servers; they hold passwords."""
    bucket = stack.s3.settings
    return {
        "DATABASE_URL": stack.postgres.dsn,
        "RUSTFS_ENDPOINT": bucket.endpoint,
        "RUSTFS_BUCKET": bucket.bucket,
        "RUSTFS_REGION": bucket.region,
        "RUSTFS_ACCESS_KEY": bucket.access_key,
        "RUSTFS_SECRET_KEY": bucket.secret_key,
    }


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description="The private PostgreSQL and S3.")
    parser.add_argument(
        "action",
        choices=_ACTIONS,
        help="env prints the settings for a shell, passwords included: "
        'eval "$(fleettickets local env)"',
    )
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the data lies")
    return parser


def _up(folder: Path) -> str:
    up(folder)
    return _status(folder)


def _down(folder: Path) -> str:
    stopped = down(folder)
    names = [name for name, server in _servers(stopped) if server]
    return f"stopped: {', '.join(names) or 'nothing was running'}\n"


def _status(folder: Path) -> str:
    return "".join(f"{name:<10} {_describe(server)}\n" for name, server in _servers(status(folder)))


def _env(folder: Path) -> str:
    found = status(folder)
    if found.postgres is None or found.s3 is None:
        raise LocalServerError("local", "not both servers are running; `fleettickets local up`")
    settings = environment_of(Stack(found.postgres, found.s3))
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in settings.items())


def _servers(found: Status) -> list[tuple[str, PostgresServer | S3Server | None]]:
    return [("PostgreSQL", found.postgres), ("S3", found.s3)]


def _describe(server: PostgresServer | S3Server | None) -> str:
    if server is None:
        return "not running"
    return f"127.0.0.1:{server.port}, process {server.pid}, data in {server.home}"


_ACTIONS = {"up": _up, "down": _down, "status": _status, "env": _env}
