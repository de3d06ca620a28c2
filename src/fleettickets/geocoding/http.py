"""Ask an HTTP service for JSON and never show the address, which holds the key."""

import json
import logging
import re
from collections.abc import Mapping
from importlib.metadata import version
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

import urllib3

from fleettickets.errors import GeocoderFaultError

_MAX_BYTES = 1 << 20
_READ_BYTES = 1 << 14


class Answer(NamedTuple):
    """A response; ``content`` is None if the body is not JSON."""

    status: int
    content: Any


class _QueryFilter(logging.Filter):
    """Removes what follows a question mark from urllib3's messages, because it holds the key."""

    _QUERY = re.compile(r"\?\S*")

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._QUERY.sub("?…", record.getMessage()), ()
        return True


# A logger's filters do not apply to its children.
for _name in ("connection", "connectionpool", "poolmanager", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_QueryFilter())


class JsonService:
    """One service; it keeps a connection open between requests and follows no redirect."""

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
        """Return the whole response to one request, within the time limit.

        Raises:
            GeocoderFaultError: there is none. It has no cause, which would quote the address.
        """
        # urllib3 limits each step but not their sum, and a server may send a byte now and then.
        result: SimpleQueue[Answer | str] = SimpleQueue()
        request = Thread(
            target=lambda: result.put(self._request(path, fields)), name="geocoder", daemon=True
        )
        request.start()
        answer: Answer | str
        try:
            answer = result.get(timeout=self._timeout_s)
        except Empty:
            answer = self._too_slow()
        if isinstance(answer, str):
            raise GeocoderFaultError(self._provider, answer)
        return answer

    def _request(self, path: str, fields: Mapping[str, str]) -> Answer | str:
        """Return the response, or what went wrong."""
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
                body = _read(response)
            finally:
                # A connection with unread data cannot be reused.
                response.close()
                response.release_conn()
        except urllib3.exceptions.NewConnectionError:  # urllib3 counts it among the timeouts
            return "the connection failed"
        except urllib3.exceptions.TimeoutError:
            return self._too_slow()
        except Exception as error:  # noqa: BLE001 - any of them may quote the address
            return f"the connection failed ({type(error).__name__})"
        return "the answer is too long" if body is None else Answer(response.status, _parse(body))

    def _too_slow(self) -> str:
        return f"no complete answer within {self._timeout_s:g} s"


def _read(response: urllib3.BaseHTTPResponse) -> bytes | None:
    body = b""
    while block := response.read1(_READ_BYTES):
        body += block
        if len(body) > _MAX_BYTES:
            return None
    return body


def _parse(body: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
