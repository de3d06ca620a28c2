"""Change files on this machine, for development and for seeds: ``--inc-csv FILE``."""

import os
from datetime import datetime
from hashlib import md5
from pathlib import Path

from fleettickets.domain.dataset import EAT, KEY_TIME_FORMAT, Dataset
from fleettickets.errors import BucketError, SettingError
from fleettickets.feed.source import FetchedFile, WaitingFile, fetch_local, if_unaltered


class LocalFiles:
    """One CSV file, or the CSV files of one folder. They stay where they are."""

    shows_all = False

    def __init__(self, path: Path, dataset: Dataset) -> None:
        """Name each file as the bucket would: by its name, else by when it was last changed.

        Raises:
            SettingError: there is no such file, or two files would have one name.
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
                problem = f"{other} and {file.name} are of one second; name them by their times"
                raise SettingError(option, problem)
            # As resolve(), which raises where links go round in a circle.
            self._paths[key] = Path(os.path.realpath(file))

    def waiting(self) -> list[WaitingFile]:
        """Return the files in the order of their keys; an etag is the content's MD5, as in S3.

        A file that is gone waits no more; one that cannot be read has a blank etag.
        """
        found = (_waiting_at(key, path) for key, path in self._paths.items())
        return sorted(file for file in found if file is not None)

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a file.

        Raises:
            BucketError: it cannot be read, or is gone.
        """
        path = self._paths[key]
        try:
            etag = _etag_of(path)
        except OSError as error:
            raise _unreadable(path, error) from error
        return fetch_local(key, path, etag)

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return a file that was applied from this machine, if it is still there and the same."""
        path = Path(source)
        try:
            if not path.is_absolute() or not path.exists():
                return None
        except OSError as error:
            raise _unreadable(path, error) from error
        return if_unaltered(fetch_local(key, path), digest)

    def archive(self, key: str, etag: str) -> bool:
        """Leave the file where it is; the ledger knows that it was applied."""
        del key, etag
        return True


def _files_of(path: Path, option: str) -> list[Path]:
    try:
        path.stat()
        if not path.is_dir():
            return [path]
        return sorted(file for file in path.iterdir() if file.name.endswith((".csv", ".csv.gz")))
    except FileNotFoundError as error:
        raise SettingError(option, f"there is no {path}") from error
    except OSError as error:
        raise SettingError(option, f"{path}: {error.strerror or 'cannot be read'}") from error


def _key_of(path: Path, dataset: Dataset, option: str) -> str | None:
    """Return the key that the bucket would have; None where the file is gone."""
    key = dataset.changes_prefix + path.name
    if dataset.key_at(key) is not None:
        return key
    try:
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, EAT)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingError(option, f"{path}: {error.strerror or 'cannot be read'}") from error
    suffix = ".csv.gz" if path.suffix == ".gz" else ".csv"
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
