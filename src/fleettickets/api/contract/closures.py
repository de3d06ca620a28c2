"""The jobs of teams and people, by day or ISO week."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.base import (
    Closings,
    Days,
    FractionalMinutes,
    ReportAnswer,
    Shape,
    Share,
)
from fleettickets.api.contract.freshness import Freshness

By = Literal["team", "owner"]
Period = Literal["day", "week", "window"]


class JobFigures(Shape):
    """The figures of the closings that somebody is credited with."""

    jobs: Closings
    """Closings that were not reopened since. Time to repair and SLA are about these."""
    reopened: Closings
    """Closings that were reopened since."""
    days: Days
    """East Africa days with at least one job."""
    jobs_a_day: float | None
    """`jobs` divided by `days`; null: no job."""
    first_fixed: Closings
    """Closings that were not reopened within `first_fix_days`, of `first_fix_known`."""
    first_fix_known: Closings
    """Closings, reopened or not, that are at least `first_fix_days` older than the content."""
    first_fix_unknown: Closings
    """The other closings: too recent for `first_fix_share`."""
    first_fix_share: Share | None
    """`first_fixed` divided by `first_fix_known`; null: none is known yet."""
    mttr_known: Closings
    """Jobs for which the source reports a time to repair."""
    mttr_mean_minutes: FractionalMinutes | None
    """The mean over these; null: there are none."""
    within_sla: Closings
    """Jobs within the SLA, of `within_sla_known`."""
    within_sla_known: Closings
    """Jobs whose verdict is known."""
    within_sla_share: Share | None
    """`within_sla` divided by `within_sla_known`; null: no verdict is known."""


class JobLine(JobFigures):
    """The figures of one team or person over the window."""

    name: str
    """The name, as most closings spell it."""


class JobPeriod(JobFigures):
    """The figures of one day or week, of all names together."""

    starts_on: date
    """The day, or the week's Monday."""
    week: str
    """The ISO week of that day, such as `2026-W26`."""
    is_complete: bool
    """Whether the window and the content cover all of it."""


class JobPeriodLine(JobFigures):
    """The figures of one name in one period."""

    starts_on: date
    """The day, or the week's Monday."""
    week: str
    """The ISO week of that day, such as `2026-W26`."""
    name: str | None
    """The name, as most closings spell it; null: credited to nobody."""


class JobsLeftOut(Shape):
    """Which lists are cut short; the total counts everything."""

    lines: bool
    """Whether there are more than 500 names."""
    periods: bool
    """Whether there are more than 366 periods; the newest are shown."""
    by_period: bool
    """Whether there are more than 10,000 of these; the newest are shown."""


class ClosuresFilters(Shape):
    """What the answer is for."""

    cluster: str | None
    """As given."""
    status: str | None
    """As given."""
    team: str | None
    """As given."""
    owner: str | None
    """As given."""
    from_: AwareDatetime = Field(alias="from")
    """The window, inclusive."""
    to: AwareDatetime
    """The window, exclusive."""
    unknown: list[str]
    """The filters whose value no ticket of the dataset has; only looked for in an empty answer."""


class ClosuresBy(ReportAnswer):
    """The jobs of each team or person, by day or week."""

    FUNCTION: ClassVar = "fn_closures_by"

    dataset: str
    """The dataset: `inc`, `crq`, or one that was added."""
    by: By
    """Whom closings are credited to, as given."""
    period: Period
    """As given."""
    first_fix_days: Days
    """From `tickets.datasets.first_fix_days`; the default of 7 is a guess."""
    lines: list[JobLine]
    """One line for each name, most jobs first; at most 500."""
    unattributed: JobFigures
    """The closings that are credited to nobody."""
    total: JobFigures
    """Over all closings of the window."""
    periods: list[JobPeriod]
    """One entry for each period with a closing, in order; the newest 366. Empty for `window`."""
    by_period: list[JobPeriodLine]
    """One entry for each period and name, newest first, then most jobs first; at most 10,000. Empty
    for `window`."""
    truncated: JobsLeftOut
    """Which lists are cut short."""
    freshness: Freshness
    """How old the answer is."""
    filters: ClosuresFilters
    """What the answer is for."""


class ExportedClosures(Shape):
    """A row of fn_export_closures."""

    dataset: str
    """The dataset: `inc`, `crq`, or one that was added."""
    credited_by: By
    """Whom closings are credited to, as given."""
    period: Period
    """As given."""
    starts_on: date | None
    """The day, or the week's Monday; null for `window`."""
    week: str | None
    """The ISO week of that day, such as `2026-W26`; null for `window`."""
    name: str | None
    """The name, as most closings spell it; null: credited to nobody."""
    jobs: Closings | None
    """Closings that were not reopened since. Time to repair and SLA are about these."""
    reopened: Closings | None
    """Closings that were reopened since."""
    days: Days | None
    """East Africa days with at least one job."""
    jobs_a_day: float | None
    """`jobs` divided by `days`; null: no job."""
    first_fixed: Closings | None
    """Closings that were not reopened within `first_fix_days`, of `first_fix_known`."""
    first_fix_known: Closings | None
    """Closings, reopened or not, that are at least `first_fix_days` older than the content."""
    first_fix_unknown: Closings | None
    """The other closings: too recent for `first_fix_share`."""
    first_fix_share: Share | None
    """`first_fixed` divided by `first_fix_known`; null: none is known yet."""
    mttr_known: Closings | None
    """Jobs for which the source reports a time to repair."""
    mttr_mean_minutes: FractionalMinutes | None
    """The mean over these; null: there are none."""
    within_sla: Closings | None
    """Jobs within the SLA, of `within_sla_known`."""
    within_sla_known: Closings | None
    """Jobs whose verdict is known."""
    within_sla_share: Share | None
    """`within_sla` divided by `within_sla_known`; null: no verdict is known."""
    first_fix_days: Days
    """The same in every row."""
    as_of: AwareDatetime
    """How far the content reaches; the same in every row."""
    window_from: AwareDatetime
    """The window, inclusive; the same in every row."""
    window_to: AwareDatetime
    """The window, exclusive; the same in every row."""
