"""What monitoring reads, and who holds a token."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from fleettickets.api.contract.base import (
    Files,
    Rejects,
    ReportAnswer,
    Requests,
    Rows,
    Runs,
    Seconds,
    Shape,
)
from fleettickets.api.contract.freshness import LastRun, RunState


class WatchedRun(LastRun):
    """The last import that recorded its run, with what it did."""

    is_alive: bool
    """Whether a running import still holds its lock."""
    files_applied: Files
    """Files that the run applied."""
    files_failed: Files
    """Files that the run could not apply."""


class RowCounts(Shape):
    """Rows of every file that was ever applied."""

    read: Rows
    """Rows below the headers."""
    kept: Rows
    """Rows taken as versions of tickets."""
    dropped: Rows
    """Alarms, and rows of the exporter's own."""
    rejected: Rows
    """Rows that were rejected."""


class RejectCounts(Shape):
    """Rejects kept of files that were applied in the last 24 hours."""

    reject: Rejects
    """Rows that were rejected."""
    warning: Rejects
    """Values that were taken as null."""


class DatasetHealth(Shape):
    """The imports of one dataset."""

    dataset: str
    """The dataset's name."""
    content_lag_seconds: Seconds | None
    """From `content_as_of` to `measured_at`."""
    last_run: WatchedRun | None
    """The last import that recorded its run."""
    last_success_at: AwareDatetime | None
    """When a run last succeeded."""
    runs: dict[RunState, Runs] | None
    """The number of runs in each state that occurred."""
    failed_files: Files
    """Files that wait for a person, or for the next run."""
    rows: RowCounts
    """Rows of every file that was ever applied."""
    rejects_24h: RejectCounts
    """Rejects kept of files that were applied in the last 24 hours."""


class ProviderUse(Shape):
    """The requests that were sent to one geocoding provider."""

    provider: str
    """The provider's name."""
    requests_today: Requests
    """Requests sent to the provider on this UTC day."""


class OpenTrouble(Shape):
    """Something that needs a person."""

    dataset: str | None
    """The dataset concerned; null: none."""
    kind: str
    """One of [these kinds](deployment-and-operations.md#watching)."""
    subject: str
    """A file, a provider, or empty."""
    since: AwareDatetime
    """When it began."""
    message: str
    """What is wrong, in words."""


class ImportHealth(ReportAnswer):
    """What there is to watch."""

    FUNCTION: ClassVar = "fn_import_health"

    measured_at: AwareDatetime
    """When the answer was given."""
    datasets: list[DatasetHealth]
    """One entry for each dataset, sorted by name."""
    geocoding: list[ProviderUse]
    """The providers that were used on this UTC day."""
    troubles: list[OpenTrouble]
    """What needs a person."""


class ApiToken(ReportAnswer):
    """The holder of a token."""

    FUNCTION: ClassVar = "fn_api_token"

    name: str
    """The holder's name."""
    role: Literal["viewer", "dispatcher", "admin"]
    """What the holder may do."""
    expires_at: AwareDatetime | None
    """When the token expires; null: never."""
