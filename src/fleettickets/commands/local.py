"""``fleettickets local up|down|status|env``: the embedded default's two servers."""

import argparse
import shlex
import sys
from pathlib import Path

from fleettickets.commands.runner import Command, Parser
from fleettickets.config import BucketSettings, DatabaseSettings
from fleettickets.errors import LocalServerError
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.s3 import S3Server
from fleettickets.local.stack import DEFAULT_FOLDER, Stack, Status, down, status, up


def environment_of(stack: Stack) -> dict[str, str]:
    """Return the settings with which every command uses these servers; they hold passwords."""
    bucket = stack.s3.settings
    values = {
        field: getattr(bucket, field)
        for field in ("endpoint", "bucket", "region", "access_key", "secret_key")
    }
    return {DatabaseSettings.setting("url").name: stack.postgres.dsn} | {
        BucketSettings.setting(field).name: value for field, value in values.items()
    }


def _add_options(parser: Parser) -> None:
    parser.add_argument(
        "action",
        choices=_ACTIONS,
        help="env prints the settings for a shell, passwords included: "
        'eval "$(fleettickets local env)"',
    )
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the data is")


def _run(options: argparse.Namespace) -> None:
    sys.stdout.write(_ACTIONS[options.action](options.folder))


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
        raise LocalServerError("local", "not both servers are running; run `fleettickets local up`")
    settings = environment_of(Stack(found.postgres, found.s3))
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in settings.items())


def _servers(found: Status) -> list[tuple[str, PostgresServer | S3Server | None]]:
    return [("PostgreSQL", found.postgres), ("S3", found.s3)]


def _describe(server: PostgresServer | S3Server | None) -> str:
    if server is None:
        return "not running"
    return f"127.0.0.1:{server.port}, process {server.pid}, data in {server.home}"


_ACTIONS = {"up": _up, "down": _down, "status": _status, "env": _env}

main = Command(
    description="Start, stop or describe the private PostgreSQL and S3 servers.",
    add_options=_add_options,
    work=_run,
)
