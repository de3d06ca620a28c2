"""The HTTP server: how it starts, and how it ends event streams when it stops."""

import asyncio
import socket

import uvicorn

from fleettickets.api.app import make_app, wrap
from fleettickets.api.service import Scene, Service
from fleettickets.errors import SettingError

# Long enough for uvicorn to learn of a connection that was accepted as the server stopped.
_ACCEPT_S = 0.01


class Server(uvicorn.Server):
    """Ends event streams first, then waits for other answers to end.

    For a connection that was accepted as it stopped (browsers make some ahead of their requests),
    uvicorn alone would wait ten seconds, and leave it open.
    """

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the event streams, then stop."""
        self._service.hub.close()
        for server in self.servers:
            server.close()
        await asyncio.sleep(_ACCEPT_S)
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


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
    """Return a listening socket; port 0 means any free port.

    Raises:
        SettingError: the address is invalid or in use.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=1024)
        # asyncio sets it only if the socket names its protocol; without it each answer waits 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise SettingError("--host or --port", f"{host}:{port}: {error.strerror}") from error
    return listener
