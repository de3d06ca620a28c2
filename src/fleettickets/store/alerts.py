"""Alerts: which troubles came or went, and which of these changes the webhook has received.

They lie in the database, so that any number of processes post each change once.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Literal, NamedTuple

from psycopg.errors import InsufficientPrivilege

from fleettickets.store.connect import Connection, connect
from fleettickets.store.failures import explained_troubles
from fleettickets.store.queries import query

_BECOME_WATCHER = query("become_watcher")
_SYNC_ALERTS = query("sync_alerts")
_CLAIM_ALERTS = query("claim_alerts")
_SETTLE_ALERTS = query("settle_alerts")

WATCHER = "fleettickets_watcher"
"""The role that may do this and nothing else."""


class MissingRightsError(Exception):
    """The login is not a member of the watcher's role."""


class Alert(NamedTuple):
    """A trouble that came or went."""

    alert_id: int
    dataset: str | None
    kind: str
    subject: str
    state: Literal["raised", "cleared"]
    since: datetime
    message: str
    changed_at: datetime


@contextmanager
def watcher_session(url: str, *, is_watcher: bool) -> Iterator[Connection]:
    """Yield a connection for alerts; ``is_watcher`` limits it to the watcher's rights.

    Raises:
        MissingRightsError: the login may not do this.
        SettingError, StoreError, SchemaVersionError: the database cannot be used.
    """
    with closing(connect(url)) as conn, explained_troubles("alerts", conn):
        try:
            if is_watcher:
                conn.execute(_BECOME_WATCHER)
            yield conn
        except InsufficientPrivilege as error:
            raise MissingRightsError from error


def take_changes(conn: Connection, lease_s: float) -> list[Alert]:
    """Write down what has changed, and claim what waits to be posted, the oldest first.

    Empty while another process is posting, or a failed attempt is too recent. Refused changes come
    last, one at a time. A change that is not settled within the lease can be claimed again.
    ``conn`` is in autocommit.
    """
    conn.execute(_SYNC_ALERTS)
    return [Alert(*row) for row in conn.execute(_CLAIM_ALERTS, {"lease_s": lease_s})]


def settle(
    conn: Connection, alerts: Sequence[Alert], *, is_posted: bool, is_refused: bool = False
) -> None:
    """Record whether claimed changes were posted; the others are retried later.

    A change that ``is_refused`` no longer holds up any other.
    """
    ids = [alert.alert_id for alert in alerts]
    params = {"ids": ids, "is_posted": is_posted, "is_refused": is_refused}
    conn.execute(_SETTLE_ALERTS, params)
