"""The bucket, on any S3 server that accepts path-style addresses."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, NoReturn

from botocore.exceptions import ClientError

from fleettickets.config import BucketSettings, DatabaseSettings, Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.domain.etag import normal_etag
from fleettickets.errors import BucketError, ClockError, SettingError, UnreadableFileError
from fleettickets.feed.lines import too_large
from fleettickets.feed.retries import Pulse, Retries, code_of, problem
from fleettickets.feed.s3_client import open_client
from fleettickets.feed.source import FetchedFile, WaitingFile, fetch_local, if_unaltered, spool

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

_RETRY_S: int = DatabaseSettings.default("retry_s")
_GONE = {"NoSuchKey", "404", "NotFound"}
_REPLACED = {"PreconditionFailed", "412"}
_SKEWED = "RequestTimeTooSkewed"
_EMPTY_PAGES = 100
_MAX_PAGES = 2_000
"""Enough for two million files, more than a century's worth."""


class _Listing(NamedTuple):
    files: list[WaitingFile]
    is_last: bool
    token: str


class Bucket:
    """One dataset's folders in the bucket."""

    is_complete = True

    def __init__(
        self,
        settings: BucketSettings,
        dataset: Dataset,
        *,
        retry_s: float = _RETRY_S,
        limits: Limits | None = None,
    ) -> None:
        """Prepare a client, without connecting yet."""
        self.name = f"bucket {settings.bucket}"
        self._bucket = settings.bucket
        self._dataset = dataset
        self._max_bytes = (limits or Limits()).max_file_bytes
        self._retries = Retries(retry_s=retry_s, timeout_s=settings.timeout_s)
        self._listed: dict[str, WaitingFile] = {}
        self._client = open_client(settings)

    def waiting(self) -> list[WaitingFile]:
        """Return the files under changes/, in the order of their keys.

        One listing holds both the new and the late files, because applied files are moved away.
        """
        return self._list(self._dataset.changes_prefix)

    def processed(self) -> list[WaitingFile]:
        """Return the files under processed/, each with the key under which it was applied."""
        prefix = self._dataset.processed_prefix
        return [
            WaitingFile(self._dataset.changes_prefix + f.key.removeprefix(prefix), f.etag, f.size)
            for f in self._list(prefix)
        ]

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a waiting file; an incomplete response is retried."""
        return self._required(key, key)

    def fetch_processed(self, key: str) -> FetchedFile:
        """Return the content of an applied file from processed/."""
        return self._required(key, self._dataset.processed_key(key))

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return an applied file from processed/, from changes/ if not moved yet, or from disk."""
        path = Path(source)
        if path.is_absolute():
            return if_unaltered(fetch_local(key, path), digest) if path.exists() else None
        archived = if_unaltered(self._read(key, self._dataset.processed_key(key)), digest)
        return archived or if_unaltered(self._read(key, key), digest)

    def archive(self, key: str, etag: str) -> bool:
        """Copy the file to processed/ and delete it, unless another version has replaced it.

        The delete depends on the etag too. On a server that ignores this condition, a version
        uploaded between the check and the delete would be lost.
        """
        try:
            self._retries.call(key, lambda _: self._copy(key, etag))
            if self._stored_etag(key) != etag:
                return False
            self._request_delete(key, etag)
        except ClientError as error:
            return self._has_refused_to_move(key, etag, error)
        return True

    def _has_refused_to_move(self, key: str, etag: str, error: ClientError) -> bool:
        """Return True if the file is moved all the same, and False if it was replaced."""
        if code_of(error) not in _GONE | _REPLACED:
            self._refuse(key, error)
        stored = self._stored_etag(key)
        if stored == etag:
            problem = (
                "the server refuses to move it, although its ETag is the one that was asked for"
            )
            raise BucketError(key, problem) from error
        # A missing file is a success if it was to be deleted: an earlier attempt did, but its
        # response was lost.
        return stored is None and error.operation_name == "DeleteObject"

    def put(self, key: str, body: BinaryIO) -> None:
        """Write a file; ``body`` is read from its start."""
        try:
            self._retries.call(key, lambda _: self._put_once(key, body))
        except ClientError as error:
            self._refuse(key, error)

    def _put_once(self, key: str, body: BinaryIO) -> None:
        body.seek(0)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body)

    def unarchive(self, key: str) -> bool:
        """Move an applied file back to changes/; return False if it is not in processed/."""
        stored_key = self._dataset.processed_key(key)
        file = self._read(key, stored_key)
        if file is None:
            return False
        with file:
            self.put(key, file.stream)
        return self._delete(stored_key, file.etag)

    def remove(self, key: str) -> None:
        """Delete a file from changes/ and from processed/, if it is there."""
        for stored_key in (key, self._dataset.processed_key(key)):
            file = self._read(key, stored_key)
            if file is not None:
                with file:
                    self._delete(stored_key, file.etag)

    def _copy(self, key: str, etag: str) -> None:
        answer = self._client.copy_object(
            Bucket=self._bucket,
            Key=self._dataset.processed_key(key),
            CopySource={"Bucket": self._bucket, "Key": key},
            CopySourceIfMatch=etag,
        )
        normal_etag(answer["CopyObjectResult"]["ETag"])

    def _request_delete(self, key: str, etag: str) -> None:
        self._retries.call(
            key, lambda _: self._client.delete_object(Bucket=self._bucket, Key=key, IfMatch=etag)
        )

    def _delete(self, key: str, etag: str) -> bool:
        """Delete this version of a file; return False if another has replaced it."""
        try:
            self._request_delete(key, etag)
        except ClientError as error:
            if code_of(error) in _REPLACED:
                return False
            # A missing file is a success: an earlier attempt deleted it, but its response was lost.
            if code_of(error) not in _GONE:
                self._refuse(key, error)
        return True

    def _stored_etag(self, key: str) -> str | None:
        """Return the ETag of the stored version, or None if the file is gone."""
        try:
            head = self._retries.call(
                key, lambda _: self._client.head_object(Bucket=self._bucket, Key=key)
            )
        except ClientError as error:
            if code_of(error) in _GONE:
                return None
            self._refuse(key, error)
        return normal_etag(head["ETag"])

    def _list(self, prefix: str) -> list[WaitingFile]:
        """Return the files under the prefix, each once and sorted by key.

        Raises:
            SettingError, ClockError: the server refuses.
            BucketError: the prefix cannot be listed, or its listing does not end.
        """
        files: dict[str, WaitingFile] = {}
        tokens = {""}
        page = self._page(prefix, "")
        empty_pages = 0
        while True:
            empty_pages = 0 if {file.key for file in page.files} - files.keys() else empty_pages + 1
            files |= {file.key: file for file in page.files}
            if page.is_last:
                break
            if page.token in tokens or empty_pages > _EMPTY_PAGES or len(tokens) >= _MAX_PAGES:
                raise BucketError(prefix, "the server's listing repeats itself or does not end")
            tokens.add(page.token)
            page = self._page(prefix, page.token)
        self._listed |= files
        return sorted(files.values())

    def _page(self, prefix: str, token: str) -> _Listing:
        try:
            return self._retries.call(prefix, lambda _: self._page_once(prefix, token))
        except ClientError as error:
            self._check_clock(error)
            problem = f"the server refuses to list {self.name}: {code_of(error)}"
            raise SettingError("RUSTFS_*", problem) from error

    def _page_once(self, prefix: str, token: str) -> _Listing:
        start: dict[str, Any] = {"ContinuationToken": token} if token else {}
        page = self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix, **start)
        files = [
            WaitingFile(item["Key"], normal_etag(item["ETag"]), item["Size"])
            for item in page.get("Contents", [])
            # Skip the folder markers that some clients write, and keys outside the prefix.
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
            return self._retries.call(
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

        # `with answer["Body"]` would bypass the body's own check of its length.
        with closing(answer["Body"]) as body:
            on_block(answer.get("ContentLength", 0))
            file = spool(key, normal_etag(answer["ETag"]), "bucket", body, on_block)
        expected = self._size_of(answer, stored_key, file.etag)
        if file.size != expected:
            file.stream.close()
            raise OSError(f"got {file.size} of {expected} bytes")
        return file

    def _size_of(self, answer: "GetObjectOutputTypeDef", stored_key: str, etag: str) -> int:
        """Return the size in the listing, or the response's Content-Length if not listed."""
        listed = self._listed.get(stored_key)
        if listed is not None and listed.etag == etag:
            return listed.size
        return answer["ContentLength"]

    def _refuse(self, key: str, error: ClientError) -> NoReturn:
        self._check_clock(error)
        raise BucketError(key, problem(error)) from error

    def _check_clock(self, error: ClientError) -> None:
        if code_of(error) == _SKEWED:
            headers = error.response["ResponseMetadata"].get("HTTPHeaders", {})
            raise ClockError(self.name, headers.get("date", "nothing")) from error
