"""Ask an HTTP service for JSON, without ever showing the address, which holds the key."""

import json
import logging
import time
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, NamedTuple

import urllib3

from fleettickets.errors import GeocoderFaultError

_MAX_BYTES = 1 << 20
_READ_BYTES = 1 << 14


class Answer(NamedTuple):
    """A response; ``content`` is None where the body is no JSON."""

    status: int
    content: Any


class _Discretion(logging.Filter):
    """Keeps urllib3's debug lines, which quote the address, out of every log."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno > logging.DEBUG


logging.getLogger("urllib3.connectionpool").addFilter(_Discretion())


class JsonService:
    """One service; keeps a connection open between requests, follows no redirect."""

    def __init__(self, provider: str, url: str, timeout_s: float) -> None:
        self._provider = provider
        self._url = url
        self._timeout_s = timeout_s
        self._pool = urllib3.PoolManager(
            num_pools=1,
            maxsize=1,
            headers={
                "User-Agent": f"fleettickets/{version('fleettickets')}",
                "Accept": "application/json",
            },
        )

    def __repr__(self) -> str:
        return f"JsonService({self._provider!r})"

    def get(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Return the response to one request, whole and within the time limit.

        Raises:
            GeocoderFaultError: there is none. It has no cause, because that quotes the address.
        """
        deadline = time.monotonic() + self._timeout_s
        problem = None
        try:
            response = self._pool.request(
                "GET",
                self._url + path,
                fields=dict(fields),
                timeout=urllib3.Timeout(total=self._timeout_s),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                body = self._read(response, deadline)
            finally:
                # A connection with something unread in it is of no further use.
                response.close()
                response.release_conn()
        except urllib3.exceptions.NewConnectionError:  # urllib3 counts it among the timeouts
            problem = "the connection failed"
        except urllib3.exceptions.TimeoutError:
            problem = f"no answer within {self._timeout_s:g} s"
        except urllib3.exceptions.HTTPError as error:
            problem = f"the connection failed ({type(error).__name__})"
        if problem is not None:
            raise GeocoderFaultError(self._provider, problem)
        return Answer(response.status, _parse(body))

    def _read(self, response: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        body = b""
        while block := response.read1(_READ_BYTES):
            body += block
            if len(body) > _MAX_BYTES:
                raise GeocoderFaultError(self._provider, "the answer is too long")
            if time.monotonic() > deadline:
                raise GeocoderFaultError(
                    self._provider, f"no whole answer within {self._timeout_s:g} s"
                )
        return body


def _parse(body: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(body)
    except ValueError:
        return None
