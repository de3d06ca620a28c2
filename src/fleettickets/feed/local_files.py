"""Change files on this machine, for development and for initial data: ``--inc-csv FILE``."""

import os
import re
from datetime import datetime
from hashlib import md5
from pathlib import Path

from fleettickets.domain.dataset import EAT, KEY_TIME_FORMAT, Dataset
from fleettickets.errors import BucketError, SettingError
from fleettickets.feed.source import FetchedFile, WaitingFile, fetch_local, if_unaltered

_ENDINGS = (".csv", ".csv.gz")
# Also a day that no calendar has: such a name is refused like such a key, and not replaced.
_TIME_LIKE = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d")


class LocalFiles:
    """One CSV file, or the CSV files of one folder. They are never moved."""

    is_complete = False

    def __init__(self, path: Path, dataset: Dataset) -> None:
        """Give each file a key: its name if that is a time, else the time of its last change.

        Raises:
            SettingError: the path does not exist, or two files would have the same key.
        """
        self.name = str(path)
        option = f"--{dataset.name}-csv"
        self._paths: dict[str, Path] = {}
        for file in _files_of(path, option):
            key = _key_of(file, dataset, option)
            if key is None:
                continue
            if key in self._paths:
                other = self._paths[key].name
                problem = f"{other} and {file.name} have the same time; name each by its own time"
                raise SettingError(option, problem)
            # Like resolve(), which raises an error if symbolic links form a loop.
            self._paths[key] = Path(os.path.realpath(file))

    def waiting(self) -> list[WaitingFile]:
        """Return the files in the order of their keys; an etag is the content's MD5, as in S3.

        A file that no longer exists is left out; one that cannot be read has a blank etag.
        """
        files = (_waiting_at(key, path) for key, path in self._paths.items())
        return sorted(file for file in files if file is not None)

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a file.

        Raises:
            BucketError: it cannot be read, or no longer exists.
        """
        path = self._paths[key]
        try:
            etag = _etag_of(path)
        except OSError as error:
            raise _unreadable(path, error) from error
        return fetch_local(key, path, etag)

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return a file that was applied from this machine, or None if it is gone or altered."""
        path = Path(source)
        try:
            if not path.is_absolute() or not path.exists():
                return None
        except OSError as error:
            raise _unreadable(path, error) from error
        return if_unaltered(fetch_local(key, path), digest)

    def archive(self, key: str, etag: str) -> bool:
        """Leave the file where it is; the ledger records that it was applied."""
        del key, etag
        return True


def _files_of(path: Path, option: str) -> list[Path]:
    try:
        path.stat()
        if not path.is_dir():
            return [path]
        return sorted(file for file in path.iterdir() if file.name.lower().endswith(_ENDINGS))
    except FileNotFoundError as error:
        raise SettingError(option, f"{path} does not exist") from error
    except OSError as error:
        raise SettingError(option, f"{path}: {error.strerror or 'cannot be read'}") from error


def _key_of(path: Path, dataset: Dataset, option: str) -> str | None:
    """Return the key that the file would have in the bucket, or None if it no longer exists."""
    stem, dot, ending = path.name.partition(".")
    key = f"{dataset.changes_prefix}{stem}{dot}{ending.lower()}"
    if _TIME_LIKE.fullmatch(stem) or dataset.key_at(key) is not None:
        return key
    try:
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, EAT)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingError(option, f"{path}: {error.strerror or 'cannot be read'}") from error
    suffix = ".csv.gz" if path.suffix.lower() == ".gz" else ".csv"
    return f"{dataset.changes_prefix}{changed_at.strftime(KEY_TIME_FORMAT)}{suffix}"


def _waiting_at(key: str, path: Path) -> WaitingFile | None:
    try:
        return WaitingFile(key, _etag_of(path), path.stat().st_size)
    except FileNotFoundError:
        return None
    except OSError:
        return WaitingFile(key, "", 0)


def _etag_of(path: Path) -> str:
    with path.open("rb") as stream:
        digest = md5(usedforsecurity=False)
        while block := stream.read(1 << 20):
            digest.update(block)
    return f'"{digest.hexdigest()}"'


def _unreadable(path: Path, error: OSError) -> BucketError:
    return BucketError(str(path), error.strerror or "cannot be read")
