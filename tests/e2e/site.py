"""The server of the tests: it can stop and restart at the same address."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import urllib3

from fleettickets.api.service import Scene
from fleettickets.config import ServeSettings
from fleettickets.demo.serving import serving


class Site:
    """``fleettickets serve`` in a thread, at one address for as long as the object lives."""

    def __init__(
        self, url: str, *, is_loopback: bool = True, environ: Mapping[str, str] | None = None
    ) -> None:
        # Report a lost database after two seconds, not five.
        settings = replace(ServeSettings.from_env(environ or {}), wait_s=2)
        self.url = url
        self._scene = Scene(url, is_loopback, settings)
        self._running = ExitStack()
        self._is_up = False
        self._port = 0
        self._http = urllib3.PoolManager(retries=False, timeout=60)
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start, unless it is running."""
        if not self._is_up:
            address = self._running.enter_context(serving(self._scene, port=self._port))
            self._port = int(address.rpartition(":")[2])
            self._is_up = True

    def stop(self) -> None:
        """Stop."""
        self._running.close()
        self._is_up = False

    close = stop

    def ask(self, path: str, **fields: str) -> Any:
        """Return an answer of the API."""
        answer = self._http.request("GET", self.address + path, fields=fields)
        assert answer.status == 200, answer.data
        return answer.json()
