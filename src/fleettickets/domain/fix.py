"""Where a device was."""

from datetime import datetime
from typing import NamedTuple


class Fix(NamedTuple):
    """One report of a device; what it does not say is None."""

    device: str
    at: datetime | None
    """None: now."""
    latitude: float
    longitude: float
    accuracy_m: float | None = None
    speed_kmh: float | None = None
    heading: float | None = None
    battery: float | None = None
    """Per cent."""
