"""``fleettickets serve``: the HTTP API and the map's page."""

import argparse
import logging
import signal
import sys
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
from fleettickets.commands.runner import Command, Parser
from fleettickets.config import AlertSettings, DatabaseSettings, DispatchSettings, ServeSettings
from fleettickets.errors import OpenAddressError
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import connect, parameters_of
from fleettickets.store.data_versions import read_versions_once
from fleettickets.store.failures import explained_troubles

log = logging.getLogger(__name__)

_OPEN_HERE = (
    "requests to this address need no token until the database has its first; "
    "behind a proxy, use --require-token"
)
_LEAST_SECRET = 8
"""A shorter part of the webhook's URL may be an ordinary word, and is not removed from the log."""
_LAST_PORT = 65_535


def _add_options(parser: Parser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--port", type=_port, default=8080, help="0: any free port (default: %(default)s)"
    )
    parser.add_argument(
        "--require-token",
        action="store_true",
        help="require a token from this machine too; use it behind a proxy",
    )
    parser.add_argument(
        "--openapi", action="store_true", help="print the OpenAPI document and exit"
    )


def _work(options: argparse.Namespace) -> None:
    if options.openapi:
        document = make_app(Service(Scene("", settings=ServeSettings()))).openapi()
        text = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        sys.stdout.write(text.decode())
    else:
        _serve(options)


def _serve(options: argparse.Namespace) -> None:
    with closing(listen(options.host, options.port)) as listener:
        host, port, *_ = listener.getsockname()
        scene = _scene(host, is_token_required=options.require_token)
        start_logging(_secrets(scene))
        if scene.is_open_here:
            log.warning(_OPEN_HERE)
        server = make_server(scene)
        for number in (signal.SIGINT, signal.SIGTERM):
            # uvicorn raises them once more at its end; a requested stop is a success.
            signal.signal(number, server.handle_exit)
        sys.stdout.write(f"http://{f'[{host}]' if ':' in host else host}:{port}\n")
        sys.stdout.flush()
        server.run(sockets=[listener])


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        problem = f"expected 0 to {_LAST_PORT}, got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return int(text)


def _scene(host: str, *, is_token_required: bool) -> Scene:
    """Read the settings; refuse to require tokens if the database has none.

    Raises:
        SettingError: one cannot be used.
        OpenAddressError: every request would be refused.
        StoreError: tokens are required, and the database cannot look them up.
    """
    database = DatabaseSettings.from_env()
    geocoder = GeocoderSettings.from_env()
    settings = ServeSettings.from_env()
    if is_token_required:
        settings = replace(settings, is_token_required=True)
    scene = Scene(
        database.url,
        is_loopback=is_loopback(host),
        settings=settings,
        budgets={geocoder.provider: geocoder.budget},
        alerts=AlertSettings.from_env(),
        dispatch=DispatchSettings.from_env(),
    )
    if not scene.is_open_here and not _versions(database.url, database.retry_s).has_live_tokens:
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


main = Command(
    description="Serve the HTTP API and the map's page (docs/api.md). On any address but loopback, "
    "every request needs a token: see `fleettickets token`.",
    add_options=_add_options,
    work=_work,
    settings=(
        DatabaseSettings,
        ServeSettings,
        AlertSettings,
        GeocoderSettings,
        DispatchSettings,
    ),
)
