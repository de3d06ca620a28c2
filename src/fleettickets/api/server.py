"""The HTTP server around the application: how it starts, and how it ends its streams."""

import socket

import uvicorn

from fleettickets.api.app import make_app, wrap
from fleettickets.api.service import Scene, Service
from fleettickets.errors import SettingError


class Server(uvicorn.Server):
    """Ends the event streams before it waits for answers to end."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is open, then stop."""
        self._service.hub.close()
        await super().shutdown(sockets)


def make_server(scene: Scene) -> Server:
    """Return a server that is ready to run on a socket."""
    service = Service(scene)
    config = uvicorn.Config(
        wrap(make_app(service), service),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(scene.settings.proxies),
        forwarded_allow_ips=list(scene.settings.proxies),
        timeout_graceful_shutdown=10,
        ws="none",
    )
    return Server(config, service)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that accepts; port 0 is any that is free.

    Raises:
        SettingError: the address cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=1024)
        # asyncio sets it only where the socket names its protocol; each answer would wait 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise SettingError("--host or --port", f"{host}:{port}: {error.strerror}") from error
    return listener
