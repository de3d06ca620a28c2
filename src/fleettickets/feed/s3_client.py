"""botocore's HTTP session, with responses checked for completeness and limited in size."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Protocol

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

MAX_ANSWER_BYTES = 16 << 20
"""Limit of a response other than a file; a listing page has at most 1,000 keys of 1 KiB."""

_HTTP_REDIRECT = 300
_BLOCK_BYTES = 1 << 16


class HttpSender(Protocol):
    """The HTTP session through which botocore sends requests."""

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        """Return the response; if ``stream_output`` is set, its body is not read yet."""

    def close(self) -> None:
        """Close the connections."""


class BoundedSession:
    """Refuses oversized and incomplete responses, which botocore's own session accepts."""

    def __init__(self, session: HttpSender) -> None:
        self._session = session

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        """Return the response; a file's body must be limited by its reader."""
        is_file = request.stream_output
        request.stream_output = True
        answer = self._session.send(request)
        if not is_file or answer.status_code >= _HTTP_REDIRECT:
            answer.raw = _Body(answer.raw, None if request.method == "HEAD" else _length_of(answer))
        return answer

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


class _Body:
    """A short body that is read completely."""

    def __init__(self, raw: Any, length: int | None) -> None:  # noqa: ANN401 - urllib3's response
        self._raw = raw
        self._length = length

    def stream(self) -> Iterator[bytes]:
        with closing(self._raw):
            yield from self._checked()

    def _checked(self) -> Iterator[bytes]:
        size = 0
        for block in self._raw.stream(_BLOCK_BYTES):
            size += len(block)
            if size > MAX_ANSWER_BYTES:
                raise OSError(f"the response is over {MAX_ANSWER_BYTES >> 20} MiB")
            yield block
        if self._length is not None and size != self._length:
            raise OSError(f"got {size} of {self._length} bytes")


def _length_of(answer: AWSResponse) -> int | None:
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() else None
