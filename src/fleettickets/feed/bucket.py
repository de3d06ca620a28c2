"""The bucket: any S3 server, addressed path-style."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session
from urllib3.exceptions import HTTPError

from fleettickets.config import BucketSettings
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import BucketError, SettingError
from fleettickets.feed.source import FetchedFile, WaitingFile, fetch_local, if_unaltered, spool

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Answer = TypeVar("Answer")

_FETCH_ATTEMPTS = 4
_GONE = {"NoSuchKey", "404", "NotFound"}
_REPLACED = {"PreconditionFailed", "412"}
# Waiting changes nothing about these.
_REFUSED = {
    *("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "403"),
    *("InvalidBucketName", "RequestTimeTooSkewed"),
}
_FAULTS = (BotoCoreError, ClientError, HTTPError, OSError)


class Bucket:
    """One dataset's folders in the bucket."""

    shows_all = True

    def __init__(self, settings: BucketSettings, dataset: Dataset, *, retry_s: float = 30) -> None:
        """Prepare a client; nothing is asked of the server yet."""
        self.name = f"bucket {settings.bucket}"
        self._bucket = settings.bucket
        self._dataset = dataset
        self._retry_s = retry_s
        # Not by boto3, whose transfer manager takes as long to load as a whole listing.
        client = get_session().create_client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            aws_access_key_id=settings.access_key,
            aws_secret_access_key=settings.secret_key,
            config=Config(
                s3={"addressing_style": "path"},
                retries={"mode": "standard", "max_attempts": 5},
                connect_timeout=5,
                read_timeout=60,
                max_pool_connections=16,
            ),
        )
        self._client = cast("S3Client", client)

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
            self._client.copy_object(
                Bucket=self._bucket,
                Key=self._dataset.processed_key(key),
                CopySource={"Bucket": self._bucket, "Key": key},
                CopySourceIfMatch=etag,
            )
            if self._client.head_object(Bucket=self._bucket, Key=key)["ETag"] != etag:
                return False
            self._client.delete_object(Bucket=self._bucket, Key=key, IfMatch=etag)
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE | _REPLACED:
                return False
            raise BucketError(key, _problem(error)) from error
        except _FAULTS as error:
            raise BucketError(key, _problem(error)) from error
        return True

    def _list(self, prefix: str) -> list[WaitingFile]:
        return self._patiently(prefix, lambda: self._list_once(prefix))

    def _list_once(self, prefix: str) -> list[WaitingFile]:
        files: list[WaitingFile] = []
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        )
        for page in pages:
            files += [
                WaitingFile(item["Key"], item["ETag"], item["Size"])
                for item in page.get("Contents", [])
                if not item["Key"].endswith("/")  # folder markers of some clients
            ]
        return sorted(files)

    def _patiently(self, what: str, ask: Callable[[], Answer]) -> Answer:
        """Ask until there is an answer, the server refuses, or the time is up."""
        give_up_at = time.monotonic() + self._retry_s
        pause_s = 0.5
        while True:
            try:
                return ask()
            except _FAULTS as error:
                code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
                if code in _REFUSED:
                    raise SettingError("RUSTFS_*", f"{self.name} says {code}") from error
                if time.monotonic() + pause_s > give_up_at:
                    raise BucketError(what, _problem(error)) from error
            time.sleep(pause_s)
            pause_s *= 2

    def _required(self, key: str, stored_key: str) -> FetchedFile:
        file = self._read(key, stored_key)
        if file is None:
            raise BucketError(stored_key, "is gone from the bucket")
        return file

    def _read(self, key: str, stored_key: str) -> FetchedFile | None:
        for attempt in range(1, _FETCH_ATTEMPTS + 1):
            try:
                return self._read_once(key, stored_key)
            except ClientError as error:
                if error.response["Error"]["Code"] in _GONE:
                    return None
                raise BucketError(stored_key, _problem(error)) from error
            except _FAULTS as error:
                if attempt == _FETCH_ATTEMPTS:
                    raise BucketError(stored_key, _problem(error)) from error
                time.sleep(0.2 * 2**attempt)
        return None

    def _read_once(self, key: str, stored_key: str) -> FetchedFile:
        answer = self._client.get_object(Bucket=self._bucket, Key=stored_key)
        # Not `with answer["Body"]`, which would go around the body's own check of its length.
        with closing(answer["Body"]) as body:
            file = spool(key, answer["ETag"], "bucket", body)
        if file.size != answer["ContentLength"]:
            file.stream.close()
            raise OSError(f"got {file.size} of {answer['ContentLength']} bytes")
        return file


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


def _problem(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".?") or type(error).__name__
