"""The bucket: any S3 server, addressed path-style."""

from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.loaders import Loader
from botocore.session import Session, get_session

from fleettickets.config import BucketSettings, DatabaseSettings, Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import BucketError, ClockError, SettingError, UnreadableFileError
from fleettickets.feed.lines import too_large
from fleettickets.feed.retries import Pulse, Retries, code_of, problem
from fleettickets.feed.s3_client import BoundedSession
from fleettickets.feed.source import FetchedFile, WaitingFile, fetch_local, if_unaltered, spool

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

_CONNECT_TIMEOUT_S = 5
_RETRY_S: int = DatabaseSettings.default("retry_s")
_GONE = {"NoSuchKey", "404", "NotFound"}
_REPLACED = {"PreconditionFailed", "412"}
_SKEWED = "RequestTimeTooSkewed"
_EMPTY_PAGES = 100
_MAX_PAGES = 2_000
"""Two million files: more than a century of them."""


class _Loader(Loader):
    """botocore's own looks through the folders of all its services to learn that S3 is one."""

    def list_available_services(self, type_name: str) -> list[str]:
        del type_name
        return ["s3"]


@cache
def _session() -> Session:
    """Return one for the process: it keeps the description of S3, which takes long to read."""
    session = get_session()
    session.register_component("data_loader", _Loader())
    return session


class _Listing(NamedTuple):
    files: list[WaitingFile]
    is_last: bool
    token: str


class Bucket:
    """One dataset's folders in the bucket."""

    shows_all = True

    def __init__(
        self,
        settings: BucketSettings,
        dataset: Dataset,
        *,
        retry_s: float = _RETRY_S,
        limits: Limits | None = None,
    ) -> None:
        """Prepare a client; nothing is asked of the server yet."""
        self.name = f"bucket {settings.bucket}"
        self._bucket = settings.bucket
        self._dataset = dataset
        self._max_bytes = (limits or Limits()).max_file_bytes
        self._retries = Retries(retry_s=retry_s, timeout_s=settings.timeout_s)
        self._listed: dict[str, WaitingFile] = {}
        # Not by boto3, whose transfer manager takes as long to load as a whole listing.
        client: Any = _session().create_client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            aws_access_key_id=settings.access_key,
            aws_secret_access_key=settings.secret_key,
            config=Config(
                s3={"addressing_style": "path"},
                # Tried again by ``Retries``, which knows when to stop.
                retries={"mode": "standard", "total_max_attempts": 1},
                connect_timeout=min(_CONNECT_TIMEOUT_S, settings.timeout_s),
                read_timeout=settings.timeout_s,
                max_pool_connections=16,
            ),
        )
        self._client = cast("S3Client", client)
        endpoint = client._endpoint  # noqa: SLF001 - the only door to what is sent and read
        endpoint.http_session = BoundedSession(endpoint.http_session)

    def waiting(self) -> list[WaitingFile]:
        """Return the files under changes/, in the order of their keys.

        One listing holds both what is new and what is late, because applied files are moved away.
        """
        return self._list(self._dataset.changes_prefix)

    def processed(self) -> list[WaitingFile]:
        """Return the files under processed/, each under the key that it was applied as."""
        prefix = self._dataset.processed_prefix
        return [
            WaitingFile(self._dataset.changes_prefix + f.key.removeprefix(prefix), f.etag, f.size)
            for f in self._list(prefix)
        ]

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a waiting file, reading it again where the body breaks off."""
        return self._required(key, key)

    def fetch_processed(self, key: str) -> FetchedFile:
        """Return the content of an applied file from processed/."""
        return self._required(key, self._dataset.processed_key(key))

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return an applied file from processed/, or where it waits to be moved, or lies here."""
        path = Path(source)
        if path.is_absolute():
            return if_unaltered(fetch_local(key, path), digest) if path.exists() else None
        archived = if_unaltered(self._read(key, self._dataset.processed_key(key)), digest)
        return archived or if_unaltered(self._read(key, key), digest)

    def archive(self, key: str, etag: str) -> bool:
        """Copy the file to processed/, then delete it, unless it is not the one applied.

        The delete is conditional too; a server that ignores the condition leaves the moment
        between the look and the delete, in which a new version would be lost.
        """
        try:
            self._retries.ask(key, lambda _: self._copy(key, etag))
            head = self._retries.ask(key, lambda _: self._head_etag(key))
            if head != etag:
                return False
        except ClientError as error:
            if code_of(error) in _GONE | _REPLACED:
                return False
            self._refuse(key, error)
        return self._delete(key, etag)

    def _copy(self, key: str, etag: str) -> None:
        answer = self._client.copy_object(
            Bucket=self._bucket,
            Key=self._dataset.processed_key(key),
            CopySource={"Bucket": self._bucket, "Key": key},
            CopySourceIfMatch=etag,
        )
        if not answer["CopyObjectResult"]["ETag"]:
            raise ValueError("a copy without an ETag")

    def _head_etag(self, key: str) -> str:
        return self._client.head_object(Bucket=self._bucket, Key=key)["ETag"]

    def _delete(self, key: str, etag: str) -> bool:
        try:
            self._retries.ask(
                key,
                lambda _: self._client.delete_object(Bucket=self._bucket, Key=key, IfMatch=etag),
            )
        except ClientError as error:
            if code_of(error) in _REPLACED:
                return False
            # Gone is what it was to be: the answer to an earlier attempt was lost.
            if code_of(error) not in _GONE:
                self._refuse(key, error)
        return True

    def _list(self, prefix: str) -> list[WaitingFile]:
        """Return the files under the prefix, each once, in whichever order the pages come.

        Raises:
            SettingError, ClockError: the server refuses.
            BucketError: it cannot be listed, or its listing has no end.
        """
        found: dict[str, WaitingFile] = {}
        tokens = {""}
        page = self._page(prefix, "")
        empty_pages = 0
        while True:
            empty_pages = 0 if {file.key for file in page.files} - found.keys() else empty_pages + 1
            found |= {file.key: file for file in page.files}
            if page.is_last:
                break
            if page.token in tokens or empty_pages > _EMPTY_PAGES or len(tokens) >= _MAX_PAGES:
                raise BucketError(prefix, "the listing has no end, or repeats itself")
            tokens.add(page.token)
            page = self._page(prefix, page.token)
        self._listed |= found
        return sorted(found.values())

    def _page(self, prefix: str, token: str) -> _Listing:
        try:
            return self._retries.ask(prefix, lambda _: self._page_once(prefix, token))
        except ClientError as error:
            self._check_clock(error)
            problem = f"{self.name} says {code_of(error)}"
            raise SettingError("RUSTFS_*", problem) from error

    def _page_once(self, prefix: str, token: str) -> _Listing:
        where: dict[str, Any] = {"ContinuationToken": token} if token else {}
        page = self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix, **where)
        files = [
            WaitingFile(item["Key"], item["ETag"], item["Size"])
            for item in page.get("Contents", [])
            # Not the folder markers of some clients, nor what was not asked for.
            if item["Key"].startswith(prefix) and not item["Key"].endswith("/")
        ]
        is_last = not page["IsTruncated"]
        return _Listing(files, is_last, "" if is_last else page["NextContinuationToken"])

    def _required(self, key: str, stored_key: str) -> FetchedFile:
        file = self._read(key, stored_key)
        if file is None:
            raise BucketError(stored_key, "is gone from the bucket")
        return file

    def _read(self, key: str, stored_key: str) -> FetchedFile | None:
        try:
            return self._retries.ask(
                stored_key, lambda pulse: self._read_once(key, stored_key, pulse)
            )
        except ClientError as error:
            if code_of(error) in _GONE:
                return None
            self._refuse(stored_key, error)

    def _read_once(self, key: str, stored_key: str, pulse: Pulse) -> FetchedFile:
        answer = self._client.get_object(Bucket=self._bucket, Key=stored_key)

        def on_block(size: int) -> None:
            pulse.beat()
            if size > self._max_bytes:
                raise UnreadableFileError(key, too_large(self._max_bytes))

        # Not `with answer["Body"]`, which would go around the body's own check of its length.
        with closing(answer["Body"]) as body:
            on_block(answer.get("ContentLength", 0))
            file = spool(key, answer["ETag"], "bucket", body, on_block)
        expected = self._size_of(answer, stored_key)
        if file.size != expected:
            file.stream.close()
            raise OSError(f"got {file.size} of {expected} bytes")
        return file

    def _size_of(self, answer: "GetObjectOutputTypeDef", stored_key: str) -> int:
        """Return the size that was listed for this version, else the one that was promised."""
        listed = self._listed.get(stored_key)
        if listed is not None and listed.etag == answer["ETag"]:
            return listed.size
        return answer["ContentLength"]

    def _refuse(self, what: str, error: ClientError) -> NoReturn:
        self._check_clock(error)
        raise BucketError(what, problem(error)) from error

    def _check_clock(self, error: ClientError) -> None:
        if code_of(error) == _SKEWED:
            headers = error.response["ResponseMetadata"].get("HTTPHeaders", {})
            raise ClockError(self.name, headers.get("date", "nothing")) from error


class ProcessedFiles:
    """A range of applied files as a source, so that they can be applied again."""

    shows_all = False

    def __init__(self, bucket: Bucket, from_key: str = "", to_key: str = "") -> None:
        """Take the files whose keys lie between these two, both included; blank is no bound."""
        self.name = f"processed files of {bucket.name}"
        self._bucket = bucket
        self._range = (from_key, to_key)

    def waiting(self) -> list[WaitingFile]:
        """Return the files in the order of their keys."""
        first, last = self._range
        return [
            file
            for file in self._bucket.processed()
            if first <= file.key and (not last or file.key <= last)
        ]

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a file."""
        return self._bucket.fetch_processed(key)

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return an applied file, also from outside the range."""
        return self._bucket.fetch_applied(key, source, digest)

    def archive(self, key: str, etag: str) -> bool:
        """Leave the file: it is where it belongs."""
        del key, etag
        return True
