"""Notice that a session of the server is not this connection's alone.

A pooler in transaction mode lends a session to whoever has a transaction: settings and the role of
one connection, the reader's among them, would be another's. So each connection leaves a mark in its
session. A new one must find none, and keep its own from one transaction to the next.
"""

import secrets
from typing import Any

from fleettickets.errors import SettingError, StoreError
from fleettickets.store.queries import query

FIND_MARK = query("find_session_mark")


class SessionMark:
    """The mark of one connection, whose backend the client knows by ``client_pid``."""

    def __init__(self, client_pid: int) -> None:
        self.value = secrets.token_hex(8)
        self._client_pid = client_pid

    def is_to_be_found_again(self, opened: tuple[Any, ...] | None) -> bool:
        """Check the answer to open_session; return whether FIND_MARK must be asked next.

        A pooler gives the client other numbers than the server's.

        Raises:
            SettingError: the session has the mark of another connection.
        """
        earlier_mark, server_pid = opened[:2] if opened else (None, None)
        if earlier_mark:
            raise pooled("another connection's settings are in the session")
        return bool(server_pid != self._client_pid)

    def check_found(self, found: tuple[Any, ...] | None) -> None:
        """Check the answer to FIND_MARK.

        Raises:
            SettingError: the session has not this connection's mark.
        """
        if found != (self.value,):
            raise pooled("the session lost its settings")


def pooled(problem: str) -> SettingError:
    """Return the error of a session that is not one connection's."""
    return SettingError(
        "DATABASE_URL",
        f"{problem}, as behind a pooler in transaction mode",
        hint="Set it to the server itself, or to a pooler in session mode that resets sessions.",
    )


def unusable(error: SettingError) -> StoreError:
    """Return what a server tells its callers instead: it stays up, and tries again."""
    return StoreError(str(error.args[0]), hint=error.hint)
