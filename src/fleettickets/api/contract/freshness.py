"""How old the answers are, and what they depend on."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from fleettickets.api.contract.base import Minutes, ReportAnswer, Shape

RunState = Literal["running", "succeeded", "failed", "abandoned"]


class LastRun(Shape):
    """The last import that recorded its run."""

    run_id: int
    """The run's number."""
    state: RunState
    """How the run ended, or that it is running."""
    started_at: AwareDatetime
    """When the run began."""
    finished_at: AwareDatetime | None
    """When the run ended; null while it runs."""


class Freshness(Shape):
    """How old a dataset's answers are."""

    dataset: str
    """The dataset that this is about."""
    source_max_key: str | None
    """The newest file that was applied."""
    content_as_of: AwareDatetime | None
    """The newest change in the data."""
    wall_clock_at: AwareDatetime
    """When the answer was given. Over HTTP, this can be up to a minute ago."""
    lag_minutes: Minutes | None
    """From `content_as_of` to `wall_clock_at`."""
    is_stale: bool
    """Whether the lag is above `stale_after_minutes`, or there is no content."""
    stale_after_minutes: Minutes
    """The limit, from `tickets.datasets.stale_after_minutes`."""
    import_overdue_since: AwareDatetime | None
    """Since when an import has been overdue (limit: `tickets.watch_limits`); null: none is."""
    last_run: LastRun | None
    """The last import that recorded its run."""


class FreshnessList(ReportAnswer):
    """The freshness of every dataset."""

    FUNCTION: ClassVar = "fn_freshness"

    datasets: list[Freshness]
    """One entry for each dataset, sorted by name."""


class AllFreshness(Shape):
    """The freshness of every dataset, by name."""

    datasets: dict[str, Freshness]
    """The dataset's name is the key."""


class Version(Shape):
    """The state of a dataset's data, on which every answer about it depends."""

    version: int
    """Grows with every commit that changes an answer."""
    content_as_of: AwareDatetime | None
    """The newest change in the data."""
    source_max_key: str | None
    """The newest file that was applied."""
    last_run_id: int | None
    """The last run's number."""
    last_run_state: RunState | None
    """How the last run ended, or that it is running."""
    stale_after_minutes: Minutes
    """The limit above which the lag counts as stale."""
    is_stale: bool
    """Whether the lag is above that limit."""
    import_overdue_since: AwareDatetime | None
    """As in [Freshness](#freshness)."""
    clock: Minutes
    """The lag, or the current time if there is no content. It changes each minute."""


class AccessVersion(Shape):
    """The state of the API's tokens."""

    version: int
    """Grows with every change of a token."""
    has_tokens: bool
    """Whether there has ever been a token."""
    has_live_tokens: bool
    """Whether there is a token that is neither revoked nor expired."""


class DispatchVersion(Shape):
    """The state of the crews' plans and of what people decided about them."""

    version: int
    """Grows with every decision, plan and report of a crew."""


class Versions(ReportAnswer):
    """What answers depend on, apart from the request."""

    FUNCTION: ClassVar = "fn_data_versions"

    schema_made_at: AwareDatetime
    """When the newest file of the schema was applied."""
    access: AccessVersion
    """The API's tokens."""
    dispatch: DispatchVersion
    """The crews' plans."""
    datasets: dict[str, Version]
    """The dataset's name is the key."""
