"""botocore's HTTP session, with answers that are whole and not endless."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Protocol

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

MAX_ANSWER_BYTES = 16 << 20
"""Of an answer other than a file. A page of a listing holds 1,000 keys of 1 KiB at most."""

_HTTP_REDIRECT = 300
_BLOCK_BYTES = 1 << 16


class HttpSender(Protocol):
    """What botocore sends requests through."""

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        """Return the answer; its body is yet to be read where ``stream_output`` is set."""

    def close(self) -> None:
        """Let go of the connections."""


class BoundedSession:
    """botocore reads an answer to its end, however long, and takes a part for the whole."""

    def __init__(self, session: HttpSender) -> None:
        self._session = session

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        """Return the answer; a file's body is its reader's to bound."""
        is_file = request.stream_output
        request.stream_output = True
        answer = self._session.send(request)
        if not is_file or answer.status_code >= _HTTP_REDIRECT:
            answer.raw = _Body(answer.raw, None if request.method == "HEAD" else _length_of(answer))
        return answer

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()


class _Body:
    """A short body, read as a whole."""

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
                raise OSError(f"the answer is over {MAX_ANSWER_BYTES >> 20} MiB")
            yield block
        if self._length is not None and size != self._length:
            raise OSError(f"got {size} of {self._length} bytes")


def _length_of(answer: AWSResponse) -> int | None:
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() else None
