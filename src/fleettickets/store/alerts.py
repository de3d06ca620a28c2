"""What of the troubles was told, kept in the database, so that many processes tell each once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_SYNC_ALERTS = query("sync_alerts")
_CLAIM_ALERTS = query("claim_alerts")
_SETTLE_ALERTS = query("settle_alerts")

WATCHER = "fleettickets_watcher"
"""The role that may do this and nothing else."""


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


def take_changes(conn: Connection, lease_s: float) -> list[Alert]:
    """Write down what has changed, and take all that waits to be told, the oldest first.

    Nothing where somebody else is telling it, or a failed try is too young. What was refused comes
    last, each by itself. What is not settled within the lease can be taken again. ``conn`` is in
    autocommit.
    """
    conn.execute(_SYNC_ALERTS)
    return [Alert(*row) for row in conn.execute(_CLAIM_ALERTS, {"lease_s": lease_s})]


def settle(
    conn: Connection, alerts: Sequence[Alert], *, is_posted: bool, is_refused: bool = False
) -> None:
    """Say whether what was taken is told now; what is not is tried again later.

    What ``is_refused`` holds up no other change from then on.
    """
    ids = [alert.alert_id for alert in alerts]
    params = {"ids": ids, "is_posted": is_posted, "is_refused": is_refused}
    conn.execute(_SETTLE_ALERTS, params)
