"""The SLA policy: how long the tickets of a dataset, or of one of its clusters, may stay open."""

from typing import NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_SELECT_SLA_POLICY = query("select_sla_policy")
_UPSERT_SLA_POLICY = query("upsert_sla_policy")
_DELETE_SLA_POLICY = query("delete_sla_policy")


class SlaTarget(NamedTuple):
    """The ages at which tickets are due and at risk."""

    dataset: str
    cluster: str | None
    """None: every cluster of the dataset that has no target of its own."""
    target_minutes: int
    at_risk_minutes: int
    is_default: bool = False
    """Whether it is the one that migrations install."""
    note: str | None = None
    """Where a shipped default comes from."""


def list_sla_targets(conn: Connection, dataset: str | None) -> list[SlaTarget]:
    """Return the targets of one dataset, or of all, each dataset's own before its clusters'."""
    return [SlaTarget(*row) for row in conn.execute(_SELECT_SLA_POLICY, {"dataset": dataset})]


def set_sla_target(conn: Connection, target: SlaTarget) -> bool:
    """Write a target; return whether a ticket that it applies to is open now."""
    params = target._asdict()
    del params["is_default"], params["note"]
    row = conn.execute(_UPSERT_SLA_POLICY, params).fetchone()
    return row is not None and bool(row[0])


def unset_sla_target(conn: Connection, dataset: str, cluster: str) -> bool:
    """Delete a cluster's own target, so that the dataset's applies; False if it has none."""
    params = {"dataset": dataset, "cluster": cluster}
    return conn.execute(_DELETE_SLA_POLICY, params).fetchone() is not None
