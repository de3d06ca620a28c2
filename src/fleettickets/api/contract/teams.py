"""What each team closed, and is credited with."""

from typing import ClassVar

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.backlog import ClusterFilter
from fleettickets.api.contract.base import Closings, FractionalMinutes, ReportAnswer, Shape, Share
from fleettickets.api.contract.freshness import Freshness


class TeamShare(Shape):
    """The closings of all teams together."""

    closed: Closings
    """Closings in the window."""
    credited: Closings
    """Closings that were not reopened since."""
    reopened: Closings
    """Closings that were reopened since."""
    mttr_median_minutes: FractionalMinutes | None
    """The median over the credited closings."""
    mttr_p90_minutes: FractionalMinutes | None
    """The 90th percentile over the credited closings."""
    within_sla_share: Share | None
    """The share within the SLA, over the credited closings whose verdict is known."""


class TeamClosures(TeamShare):
    """The closings of one team."""

    team: str
    """The team's name, as the feed spells it."""
    closed: Closings
    """Closings of tickets that were assigned to the team when they closed."""
    credited: Closings
    """Closings credited to the team, and not reopened since."""
    reopened: Closings
    """Closings credited to the team, and taken back by a reopening."""


class UnattributedClosures(TeamShare):
    """The closings without a team."""

    closed: Closings
    """Closings of tickets that no team had when they closed."""
    credited: Closings
    """Closings of tickets that no team had held since they were opened or reopened; not reopened
    since."""
    reopened: Closings
    """Closings of tickets that no team had held since they were opened or reopened; reopened
    since."""


class TeamFilters(ClusterFilter):
    """What a teams' answer is for."""

    from_: AwareDatetime = Field(alias="from")
    """The window, inclusive."""
    to: AwareDatetime
    """The window, exclusive."""


class Teams(ReportAnswer):
    """What each team closed, and is credited with."""

    FUNCTION: ClassVar = "fn_team_closures"

    dataset: str
    """The dataset: `inc`, `crq`, or one that was added."""
    teams: list[TeamClosures]
    """One line for each team, most credited first."""
    unattributed: UnattributedClosures
    """The closings without a team."""
    total: TeamShare
    """Over all lines."""
    freshness: Freshness
    """How old the answer is."""
    filters: TeamFilters
    """What the answer is for."""
