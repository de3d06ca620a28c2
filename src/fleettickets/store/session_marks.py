"""Notice that several connections share one session of the server.

A pooler in transaction mode gives each transaction any session that is free, with the settings and
the role that another connection left in it. So each connection marks its session: it must find no
mark there, and must find its own again in the next transaction.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fleettickets.errors import SettingError, StoreError
from fleettickets.store.queries import query

FIND_MARK = query("find_session_mark")


class SessionMark:
    """The mark of one connection, whose backend the client knows by ``client_pid``."""

    def __init__(self, client_pid: int) -> None:
        self.value = secrets.token_hex(8)
        self._client_pid = client_pid

    def must_be_found_again(self, opened: tuple[Any, ...] | None) -> bool:
        """Check the answer to open_session; return whether FIND_MARK must be asked next.

        Behind a pooler, the client's number of its backend is not the server's.

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
            SettingError: the session does not have this connection's mark.
        """
        if found != (self.value,):
            raise pooled("the session lost its settings")


def pooled(problem: str) -> SettingError:
    """Return the error of a session that several connections share."""
    return SettingError(
        "DATABASE_URL",
        f"{problem}, as behind a pooler in transaction mode",
        hint="Set it to the server itself, or to a pooler in session mode that resets sessions.",
    )


class PoolProblem:
    """Why a pool of a server has no connection to lend."""

    def __init__(self) -> None:
        self._refused: SettingError | None = None

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note whether the session of a new connection is refused in the block."""
        try:
            yield
        except SettingError as error:
            self._refused = error
            raise
        self._refused = None

    def error(self) -> StoreError:
        """Return the error for a caller; the pool goes on trying to connect."""
        if self._refused is None:
            return StoreError("database", "cannot be reached")
        return StoreError(str(self._refused.args[0]), hint=self._refused.hint)
