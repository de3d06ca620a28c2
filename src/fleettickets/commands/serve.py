"""``fleettickets serve``: the HTTP API and the map's page."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import orjson

from fleettickets.api.access import is_loopback
from fleettickets.api.app import make_app
from fleettickets.api.logs import start_logging
from fleettickets.api.server import listen, make_server
from fleettickets.api.service import Scene, Service
from fleettickets.api.versions import DataVersions
from fleettickets.config import AlertSettings, ServeSettings, database_url, retry_time_s
from fleettickets.errors import FleetTicketsError, OpenAddressError
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import connect, parameters_of
from fleettickets.store.data_versions import read_versions_once
from fleettickets.store.failures import explained_troubles

log = logging.getLogger(__name__)

_OPEN_HERE = (
    "until the database has its first token, whoever reaches this address is answered without one; "
    "behind a proxy, use --require-token"
)
_LEAST_SECRET = 8
"""A shorter part of an address would be blotted out of ordinary words."""
_LAST_PORT = 65_535


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Serve until stopped; return 0, or an error's exit status."""
    options = _parser(prog).parse_args(argv)
    if options.openapi:
        document = make_app(Service(Scene("", settings=ServeSettings()))).openapi()
        text = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        sys.stdout.write(text.decode())
        return 0
    try:
        with closing(listen(options.host, options.port)) as listener:
            host, port, *_ = listener.getsockname()
            scene = _scene(os.environ, host, is_token_required=options.require_token)
            start_logging(_secrets(scene))
            if scene.is_open_here:
                log.warning(_OPEN_HERE)
            server = make_server(scene)
            for number in (signal.SIGINT, signal.SIGTERM):
                # uvicorn raises them once more at its end; one that was asked for is a good one.
                signal.signal(number, server.handle_exit)
            sys.stdout.write(f"http://{f'[{host}]' if ':' in host else host}:{port}\n")
            sys.stdout.flush()
            server.run(sockets=[listener])
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    return 0


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Serve the HTTP API and the map's page (docs/api.md). On an address that is "
        "not loopback, callers need a token: see `fleettickets token`.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_port, default=8080, help="0: any that is free")
    parser.add_argument(
        "--require-token",
        action="store_true",
        help="let nobody in without a token, not even from this machine: for a proxy before it",
    )
    parser.add_argument(
        "--openapi", action="store_true", help="print the OpenAPI document, and end"
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        problem = f"expected 0 to {_LAST_PORT}, got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return int(text)


def _scene(environ: Mapping[str, str], host: str, *, is_token_required: bool) -> Scene:
    """Read the settings; refuse to ask for tokens where nobody has one.

    Raises:
        SettingError: one cannot be used.
        OpenAddressError: nobody could come in.
        StoreError: tokens are needed, and the database cannot be asked for tokens.
    """
    url = database_url(environ)
    geocoder = GeocoderSettings.from_env(environ)
    settings = ServeSettings.from_env(environ)
    if is_token_required:
        settings = replace(settings, is_token_required=True)
    scene = Scene(
        url,
        is_loopback=is_loopback(host),
        settings=settings,
        budgets={geocoder.provider: geocoder.budget},
        alerts=AlertSettings.from_env(environ),
    )
    if not scene.is_open_here and not _versions(url, retry_time_s(environ)).has_live_tokens:
        raise OpenAddressError(
            "a token is required" if scene.is_loopback else f"{host} is not a loopback address"
        )
    return scene


def _secrets(scene: Scene) -> list[str]:
    password = parameters_of(scene.database_url).get("password")
    webhook = urlsplit(scene.alerts.url or "")
    parts = [part for part in (webhook.path, webhook.query) if len(part) >= _LEAST_SECRET]
    return [str(password or ""), scene.alerts.url or "", *parts]


def _versions(url: str, retry_s: int) -> DataVersions:
    with closing(connect(url, retry_s=retry_s)) as conn, explained_troubles("serve", conn):
        return DataVersions.from_json(read_versions_once(conn))
