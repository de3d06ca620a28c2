"""The connection of a command that works for a while, as the environment says."""

import os

from fleettickets.config import database_url, lock_wait_s, retry_time_s
from fleettickets.store.connect import Connection, connect


def open_session() -> Connection:
    """Return a connection to ``DATABASE_URL``; a server that is away is tried again for a while.

    Raises:
        SettingError: a setting cannot be used.
        StoreError: the server stays away, or refuses the user.
    """
    return connect(
        database_url(os.environ),
        retry_s=retry_time_s(os.environ),
        lock_wait_s=lock_wait_s(os.environ),
    )
