"""Serves the application under a path, for proxies that pass the path on as it is."""

from starlette.datastructures import URL
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class UnderPath:
    """Removes the path from requests. Those without it, as of health checks, are answered too."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; add the slash that the address of the page ends in."""
        path = self._path
        if scope["type"] == "http" and path:
            if scope["path"] == path:
                query = URL(scope=scope).query
                target = f"{path}/?{query}" if query else f"{path}/"
                await RedirectResponse(target, status_code=308)(scope, receive, send)
                return
            if scope["path"].startswith(f"{path}/"):
                scope["path"] = scope["path"].removeprefix(path)
                scope["raw_path"] = scope["raw_path"].removeprefix(path.encode())
        await self._app(scope, receive, send)
