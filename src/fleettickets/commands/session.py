"""Open a command's database connection with the environment's settings."""

import argparse
from collections.abc import Callable
from contextlib import closing

from fleettickets.commands.runner import Work
from fleettickets.config import DatabaseSettings
from fleettickets.store.connect import Connection, connect
from fleettickets.store.failures import explained_troubles
from fleettickets.store.migrate import check_schema


def open_session(*, is_retried: bool = True) -> Connection:
    """Return a connection to ``DATABASE_URL``.

    An unavailable server is retried for ``FLEETTICKETS_RETRY_S`` seconds, unless a person waits.

    Raises:
        SettingError: a setting cannot be used.
        StoreError: the server stays away, or refuses the user.
    """
    settings = DatabaseSettings.from_env()
    return connect(
        settings.url,
        retry_s=settings.retry_s if is_retried else 0,
        lock_wait_s=settings.lock_wait_s,
    )


def in_session(name: str, work: Callable[[Connection, argparse.Namespace], int | None]) -> Work:
    """Return the work of a person's short command, in a session whose schema is checked.

    ``name`` stands in the database's errors.
    """

    def connected(options: argparse.Namespace) -> int | None:
        with closing(open_session(is_retried=False)) as conn, explained_troubles(name, conn):
            check_schema(conn)
            return work(conn, options)

    return connected
