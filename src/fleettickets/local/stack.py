"""Both private servers of one folder, for `fleettickets local up|down|status`."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fleettickets.local import postgres, s3
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.s3 import S3Server

DEFAULT_FOLDER = Path(".local")


@dataclass(frozen=True, slots=True)
class Stack:
    """Both servers, running."""

    postgres: PostgresServer
    s3: S3Server


@dataclass(frozen=True, slots=True)
class Status:
    """Each server, or None if it does not run."""

    postgres: PostgresServer | None
    s3: S3Server | None


def up(folder: Path = DEFAULT_FOLDER) -> Stack:
    """Start both servers in parallel unless they run; on failure, stop those just started.

    Raises:
        LocalServerError: a server is not installed or does not start.
    """
    before = status(folder)
    with ThreadPoolExecutor() as pool:
        database, bucket = pool.submit(postgres.start, folder), pool.submit(s3.start, folder)
    try:
        return Stack(database.result(), bucket.result())
    except BaseException:
        if before.postgres is None:
            postgres.stop(folder)
        if before.s3 is None:
            s3.stop(folder)
        raise


def down(folder: Path = DEFAULT_FOLDER) -> Status:
    """Stop both servers, keep their data, and return the servers that were stopped."""
    before = status(folder)
    with ThreadPoolExecutor() as pool:
        stops = [pool.submit(postgres.stop, folder), pool.submit(s3.stop, folder)]
    for stop in stops:
        stop.result()
    return before


def status(folder: Path = DEFAULT_FOLDER) -> Status:
    """Return the running servers."""
    return Status(postgres.find(folder), s3.find(folder))


def erase(folder: Path = DEFAULT_FOLDER) -> None:
    """Stop both servers and delete their data, even if it is outside the folder."""
    postgres.erase(folder)
    s3.erase(folder)
