"""Compare the tables with the oracle: what they lack and what they have too often."""

import json
from collections import Counter
from typing import Any

from tests.support.imports import World
from tests.support.oracle import Expected


def differences(world: World, expected: Expected) -> tuple[int, int]:
    """Return how many tickets, events and closings are missing, and how many are surplus."""
    wanted, found = Counter(_wanted(expected)), Counter(_found(world))
    return (wanted - found).total(), (found - wanted).total()


def _wanted(expected: Expected) -> list[tuple[Any, ...]]:
    tickets = [
        (ticket_id, json.dumps(ticket.raw, sort_keys=True), ticket.change_key, ticket.change_line)
        for ticket_id, ticket in expected.tickets.items()
    ]
    return [*tickets, *expected.events, *expected.closures]


def _found(world: World) -> list[tuple[Any, ...]]:
    tickets = world.query(
        f"SELECT ticket_id, raw, change_key, change_line FROM tickets.{world.dataset.table}"
    )
    events = world.query(
        "SELECT ticket_id, change_key, change_line, kind, occurred_at FROM tickets.ticket_events"
    )
    closures = world.query(
        "SELECT ticket_id, change_key, change_line, closed_at, assigned_team"
        " FROM tickets.closure_events"
    )
    return [(t[0], json.dumps(t[1], sort_keys=True), *t[2:]) for t in tickets] + events + closures
