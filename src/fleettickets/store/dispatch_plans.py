"""Plans of the crews' days: kept as drafts, published, superseded, read."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_INSERT_PLAN = query("insert_plan")
_FIND_PLAN = query("find_plan")
_LOCK_PLANS = query("lock_plans")
_SUPERSEDE_PLANS = query("supersede_plans")
_PUBLISH_PLAN = query("publish_plan")
_READ_PLAN = query("read_plan")
_READ_OUTCOME = query("read_outcome")


class PlanLine(NamedTuple):
    """A plan, without its content."""

    plan_id: int
    plan_on: date
    state: str
    content_as_of: datetime | None
    made_at: datetime


def insert_plan(conn: Connection, plan: dict[str, Any]) -> int:
    """Keep a plan as a draft and return its id. One statement: all of it or nothing."""
    row = conn.execute(_INSERT_PLAN, {"plan": Jsonb(plan)}).fetchone()
    assert row is not None  # noqa: S101 - RETURNING of one row
    return int(row[0])


def find_plan(
    conn: Connection,
    *,
    plan_id: int | None = None,
    plan_on: date | None = None,
    state: str | None = None,
) -> PlanLine | None:
    """Return the plan, or None: the published one before the newest draft."""
    params = {"plan_id": plan_id, "plan_on": plan_on, "state": state}
    row = conn.execute(_FIND_PLAN, params).fetchone()
    return PlanLine(*row) if row else None


def publish_plan(
    conn: Connection, line: PlanLine, check: Callable[[], None] = lambda: None
) -> bool:
    """Publish a draft in place of the day's published plan; False if it is no longer a draft.

    ``check`` raises what forbids it; nobody else publishes on that day meanwhile.
    """
    with conn.transaction():
        conn.execute(_LOCK_PLANS, {"plan_on": line.plan_on})
        found = find_plan(conn, plan_id=line.plan_id)
        if found is None or found.state != "draft":
            return False
        check()
        conn.execute(_SUPERSEDE_PLANS, {"plan_on": line.plan_on})
        return conn.execute(_PUBLISH_PLAN, {"plan_id": line.plan_id}).fetchone() is not None


def read_plan(
    conn: Connection, *, plan_on: date | None = None, plan_id: int | None = None
) -> dict[str, Any] | None:
    """Return a plan as reporting.fn_dispatch_plan answers it, or None."""
    row = conn.execute(_READ_PLAN, {"plan_on": plan_on, "plan_id": plan_id}).fetchone()
    return row[0] if row else None


def read_outcome(conn: Connection, plan_on: date | None) -> dict[str, Any] | None:
    """Return a day's published plan against what happened, as reporting.fn_dispatch answers it."""
    row = conn.execute(_READ_OUTCOME, {"plan_on": plan_on}).fetchone()
    return row[0] if row else None
