"""A client of the bucket's server; its responses are checked for completeness and limited in size.

The AWS settings of the environment and of ~/.aws are read by botocore. What it cannot use is a
wrong setting, like one of our own.
"""

from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ConfigNotFound, ConfigParseError, ProfileNotFound
from botocore.loaders import Loader
from botocore.session import Session, get_session

from fleettickets.config import BucketSettings
from fleettickets.errors import SettingError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_CONNECT_TIMEOUT_S = 5

MAX_ANSWER_BYTES = 16 << 20
"""Limit of a response other than a file; a listing page has at most 1,000 keys of 1 KiB."""

_HTTP_REDIRECT = 300
_BLOCK_BYTES = 1 << 16


class _Loader(Loader):
    """Names S3 as the only service; botocore would search the folders of all its services."""

    def list_available_services(self, type_name: str) -> list[str]:
        del type_name
        return ["s3"]


@cache
def _session() -> Session:
    """Return the process's only session: the description of S3 is slow to load."""
    session = get_session()
    session.register_component("data_loader", _Loader())
    return session


def open_client(settings: BucketSettings) -> "S3Client":
    """Return a client that does not retry, without connecting yet.

    Raises:
        SettingError: a setting of ours or of AWS cannot be used.
    """
    config = Config(
        s3={"addressing_style": "path"},
        # ``Retries`` retries instead, because it knows when to stop.
        retries={"mode": "standard", "total_max_attempts": 1},
        connect_timeout=min(_CONNECT_TIMEOUT_S, settings.timeout_s),
        read_timeout=settings.timeout_s,
        max_pool_connections=16,
    )
    # botocore rather than boto3, whose transfer manager takes as long to load as a listing.
    client = create_client(_session(), settings, config)
    endpoint = client._endpoint  # noqa: SLF001 - the only way to replace the HTTP session
    endpoint.http_session = BoundedSession(endpoint.http_session)
    return cast("S3Client", client)


def create_client(session: Session, settings: BucketSettings, config: Config) -> Any:  # noqa: ANN401 - made at run time
    """Return botocore's client.

    Raises:
        SettingError: a setting of ours or of AWS cannot be used.
    """
    try:
        return session.create_client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            aws_access_key_id=settings.access_key,
            aws_secret_access_key=settings.secret_key,
            config=config,
        )
    except (BotoCoreError, ValueError, OSError) as error:
        raise unusable_settings(error) from error


def unusable_settings(error: Exception) -> SettingError:
    """Return the error for settings that botocore cannot use."""
    name = "RUSTFS_* or AWS_*"
    if isinstance(error, ProfileNotFound):
        name = "AWS_PROFILE"
    elif isinstance(error, ConfigParseError | ConfigNotFound):
        name = "AWS_CONFIG_FILE"
    return SettingError(name, " ".join(str(error).split()) or type(error).__name__)


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
