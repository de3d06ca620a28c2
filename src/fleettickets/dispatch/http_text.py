"""One request of a server of travel times or trackers: bounded, not repeated, not redirected."""

from typing import Any

import urllib3

_MAX_BYTES = 16 << 20
_OK = 200


class UnansweredError(Exception):
    """There is no complete answer with status 200; the message says what there was instead."""


def fetch(method: str, url: str, timeout_s: float, **content: Any) -> bytes:  # noqa: ANN401 - as urllib3's
    """Return the body of the answer, cut at 16 MiB.

    Raises:
        UnansweredError: there is none.
    """
    try:
        with urllib3.PoolManager(num_pools=1) as pool:
            answer = pool.request(
                method,
                url,
                timeout=urllib3.Timeout(total=timeout_s),
                retries=False,
                redirect=False,
                preload_content=False,
                **content,
            )
            body = answer.read(_MAX_BYTES)
    except (urllib3.exceptions.HTTPError, ValueError):
        raise UnansweredError("no complete answer") from None
    if answer.status != _OK:
        raise UnansweredError(f"status {answer.status}")
    return body
