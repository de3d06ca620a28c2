"""A ticket type: where its changes lie, which table they end in, how the page shows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

EAT = timezone(timedelta(hours=3), "EAT")
"""East Africa Time: UTC+3, no daylight saving."""

KEY_TIME_FORMAT = "%Y-%m-%dT%H-%M-%S"


Symbol = Literal["plain", "plus", "bar", "cross", "dot"]
"""What the page can draw inside a ticket's symbol to tell its type from the others."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One ticket type. Everything but ``name`` has a default."""

    name: str
    """Also the name in addresses, and the folder of its files."""
    table: str = ""
    """Its tickets lie in ``tickets.<table>``; ``name`` by default."""
    post_apply: Callable[[Any], object] | None = None
    """Called with the database connection after each applied run, also when nothing was new."""
    title: str = ""
    """Several tickets: "Incidents"; ``label`` by default."""
    singular: str = "ticket"
    """One ticket, in the middle of a sentence: "incident"."""
    label: str = ""
    """A few letters for a tab: "INC"; ``name`` in capitals by default."""
    symbol: Symbol = "plain"
    is_scheduled: bool = False
    """Whether tickets have appointments; ``tickets.datasets`` says the same."""

    def __post_init__(self) -> None:
        """Fill in what was left out."""
        label = self.label or self.name.upper()
        defaults = {"table": self.name, "label": label, "title": label}
        for field, default in defaults.items():
            object.__setattr__(self, field, getattr(self, field) or default)

    @property
    def changes_prefix(self) -> str:
        """Where the exporter writes, with a trailing slash."""
        return f"automations/{self.name}/changes/"

    @property
    def processed_prefix(self) -> str:
        """Where applied files are moved, with a trailing slash."""
        return f"automations/{self.name}/processed/"

    @property
    def key_pattern(self) -> re.Pattern[str]:
        """What a change file's key looks like; the first group is its time in EAT.

        Its years are those that a ticket can be dated with (``values.instant``). An adopted file
        (docs/moving-in.md) sorts directly before the exporter's file of the same time.
        """
        stamp = r"([12]\d{3}-\d\d-\d\dT\d\d-\d\d-\d\d)"
        end = r"(?:\.adopted)?\.csv(?:\.gz)?"
        return re.compile(re.escape(self.changes_prefix) + stamp + end, re.ASCII)

    def processed_key(self, key: str) -> str:
        """Return where the change file ``key`` is moved once it is applied."""
        return self.processed_prefix + key.removeprefix(self.changes_prefix)

    def adopted_key(self, stamp: str) -> str:
        """Return the key of an adopted file for the time in a key, as ``key_pattern`` finds it."""
        return f"{self.changes_prefix}{stamp}.adopted.csv.gz"

    def is_adopted_key(self, key: str) -> bool:
        """Return whether it is the key of an adopted file."""
        match = self.key_pattern.fullmatch(key)
        return match is not None and key == self.adopted_key(match[1])

    def key_at(self, key: str) -> datetime | None:
        """Return the aware instant that the key names, or None for any other key."""
        match = self.key_pattern.fullmatch(key)
        if match is None:
            return None
        try:
            return datetime.strptime(match[1], KEY_TIME_FORMAT).replace(tzinfo=EAT)
        except ValueError:
            return None
