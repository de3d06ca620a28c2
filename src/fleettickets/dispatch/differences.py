"""How two kept plans differ, as documents of ``reporting.fn_dispatch_plan``."""

from datetime import datetime
from typing import Any

from fleettickets.dispatch.replan import compare

_MINUTE_S = 60


def planned(plan: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """Return each planned ticket's crew and start."""
    return {
        f"{dataset} {ticket}": (crew["crew"], _minute(stop["starts_at"]))
        for crew in plan["crews"]
        for stop in crew["stops"]
        for dataset, ticket in zip(stop["datasets"], stop["tickets"], strict=True)
    }


def late_minutes(plan: dict[str, Any]) -> int:
    """Return how late all stops of a plan are together."""
    return sum(stop["late_minutes"] for crew in plan["crews"] for stop in crew["stops"])


def difference(before: dict[str, Any] | None, after: dict[str, Any]) -> dict[str, Any]:
    """Return who changes, what starts later, what is new or dropped, and what it saves.

    Without a plan before, everything is new.
    """
    changes = compare(planned(before) if before else {}, planned(after))
    return {
        "before": before and before["plan_id"],
        "after": after["plan_id"],
        "moved": [
            {**_ticket(key), "from": was, "to": now} for key, (was, now) in changes.moved.items()
        ],
        "shifted": [
            {**_ticket(key), "minutes": minutes} for key, minutes in changes.shifted.items()
        ],
        "added": [{**_ticket(key), "crew": crew} for key, crew in changes.added.items()],
        "dropped": [{**_ticket(key), "crew": crew} for key, crew in changes.dropped.items()],
        "cost": after["cost"] - (before["cost"] if before else 0),
        "late_minutes": late_minutes(after) - (late_minutes(before) if before else 0),
    }


def _ticket(key: str) -> dict[str, str]:
    dataset, _, ticket = key.partition(" ")
    return {"dataset": dataset, "ticket_id": ticket}


def _minute(instant: str) -> int:
    return int(datetime.fromisoformat(instant).timestamp() // _MINUTE_S)
