"""A ticket with everything that happened to it."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from fleettickets.api.contract.base import Degrees, Minutes, ReportAnswer, Shape
from fleettickets.api.contract.freshness import Freshness
from fleettickets.api.contract.tickets import Lifecycle, TicketProperties


class TicketNow(TicketProperties):
    """A ticket as it is now, with its position."""

    is_open: bool
    """Whether the ticket counts as open."""
    longitude: Degrees | None
    """WGS 84."""
    latitude: Degrees | None
    """WGS 84."""


class TicketEvent(Shape):
    """A change of a ticket, with the state before and after it."""

    kind: Literal[
        "opened",
        "reopened",
        "resumed",
        "status",
        "assignment",
        "waiting",
        "closed",
        "correction",
    ]
    """What changed. `waiting`: it is not actionable any more; `resumed`: it is again.
    `correction`: the time of a closing was corrected."""
    occurred_at: AwareDatetime
    """As the source dates it, else when the version was updated (`docs/feed.md#events`)."""
    change_key: str
    """The file that brought the change."""
    change_line: int
    """The line of that file; the header is line 1."""
    from_status: str | None
    """The `normalized_status` before."""
    from_raw_status: str | None
    """The `raw_status` before."""
    from_team: str | None
    """The team before."""
    from_owner: str | None
    """The owner before."""
    from_lifecycle: Lifecycle | None
    """The lifecycle before; null for the first version of a ticket."""
    to_status: str | None
    """The `normalized_status` after."""
    to_raw_status: str | None
    """The `raw_status` after."""
    to_team: str | None
    """The team after."""
    to_owner: str | None
    """The owner after."""
    to_lifecycle: Lifecycle
    """The lifecycle after."""
    closed_at: AwareDatetime | None
    """The closing time after it."""


class Closure(Shape):
    """A closing, and the team and the person that are credited with it."""

    closed_at: AwareDatetime
    """When the ticket was closed, as it was first reported."""
    change_key: str
    """The file that reported the closing."""
    change_line: int
    """The line of that file; the header is line 1."""
    assigned_team: str | None
    """The team at the closing."""
    owner: str | None
    """The owner at the closing."""
    longest_team: str | None
    """The team that held the ticket longest since it was opened or reopened."""
    reassignments: int
    """How often the ticket went from one team to another in that time."""
    credit_team: str | None
    """The team that is credited by `credit_rule`; null: no team."""
    credit_rule: Literal["sole_team", "held_longest", "at_closing", "nobody"]
    """The rule that decided the credit."""
    credit_owner: str | None
    """The person that is credited by `owner_credit_rule`; null: nobody."""
    owner_credit_rule: Literal["sole_owner", "held_longest", "at_closing", "nobody"]
    """The rule that decided the owner's credit."""
    mttr_minutes: Minutes | None
    """The source's own figure at the closing, converted to whole minutes."""
    sla_status: str | None
    """The source's own SLA verdict."""
    reopened_at: AwareDatetime | None
    """When a reopening took the credit back; null: not reopened."""


class TicketDetail(ReportAnswer):
    """A ticket and what happened to it, in the order of the files."""

    FUNCTION: ClassVar = "fn_ticket_history"

    dataset: str
    """As given."""
    ticket_id: str
    """As given."""
    ticket: TicketNow
    """The ticket as it is now: the properties of a [Feature](#feature), and three more."""
    events: list[TicketEvent]
    """Every change, in the order of the files; one version can have several."""
    closures: list[Closure]
    """Every closing, in order."""
    freshness: Freshness
    """How old the answer is."""
