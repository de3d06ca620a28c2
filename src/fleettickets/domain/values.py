"""Read the feed's text values.

Each rule here has a twin in SQL (``tickets.eat_ts`` and its neighbours) that accepts exactly the
same texts; tests/stream/test_values.py compares the two. Results are cached, because a feed repeats
its values.
"""

import re
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from fleettickets.domain.dataset import EAT

_TIME = re.compile(
    r"[12]\d{3}-\d\d-\d\d"
    r"([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?( ?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?))?)?",
    re.ASCII,
)
# Whole seconds without an offset, one per line. Not 29 February, which depends on the year.
_PLAIN_TIMES = re.compile(
    r"([12]\d{3}-"
    r"((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    r"[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d\n)*",
    re.ASCII,
)
_PLAIN_CHARS = len("2026-06-25 06:20:00")
_DURATION = re.compile(r"\d{1,7}([.,]\d{1,20})?", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?", re.ASCII)
FLAGS = {
    **dict.fromkeys(("true", "t", "1", "1.0", "yes", "y", "on"), True),
    **dict.fromkeys(("false", "f", "0", "0.0", "no", "n", "off"), False),
}
"""The truth values, in lower case."""


@lru_cache(maxsize=1 << 16)
def instant(text: str) -> datetime | None:
    """Return the aware instant, East Africa Time unless an offset is given; None if unreadable."""
    if not _TIME.fullmatch(text):
        return None
    try:
        parsed = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=EAT)


def instants(texts: Collection[str]) -> list[datetime] | None:
    """Return what ``instant`` gives for each; None if one is unreadable."""
    if are_plain_instants(texts):
        return [datetime.fromisoformat(text).replace(tzinfo=EAT) for text in texts]
    parsed = [at for at in map(instant, texts) if at is not None]
    return parsed if len(parsed) == len(texts) else None


def are_plain_instants(texts: Collection[str]) -> bool:
    """Return whether all texts have the feed's usual form; ``instant`` may read others too.

    Takes a sixth of the time of calling ``instant`` for each.
    """
    joined = "".join([f"{text}\n" for text in texts])
    # With this total length, no text can hold several lines.
    return (
        len(joined) == (_PLAIN_CHARS + 1) * len(texts)
        and _PLAIN_TIMES.fullmatch(joined) is not None
    )


@lru_cache(maxsize=1 << 10)
def flag(text: str) -> bool | None:
    """Return true/false, t/f, 1/0, 1.0/0.0, yes/no, y/n, on/off in any case; None if unreadable."""
    return FLAGS.get(text.lower())


@lru_cache(maxsize=1 << 14)
def duration(text: str) -> float | None:
    """Return a number of at most 7 digits before its decimals; None if unreadable.

    The unit is the dataset's own (``tickets.datasets.mttr_unit``). Decimals follow a point or a
    comma.
    """
    return float(decimal_point(text)) if _DURATION.fullmatch(text) else None


def decimal_point(text: str) -> str:
    """Return a number's text with a point, in place of a comma, before its decimals."""
    return text.replace(",", ".")


@lru_cache(maxsize=1 << 14)
def latitude(text: str) -> float | None:
    """Return decimal degrees between -90 and 90; None if unreadable."""
    return _degrees(text, 90)


@lru_cache(maxsize=1 << 14)
def longitude(text: str) -> float | None:
    """Return decimal degrees between -180 and 180; None if unreadable."""
    return _degrees(text, 180)


def _degrees(text: str, limit: float) -> float | None:
    if not _DEGREES.fullmatch(text):
        return None
    degrees = float(text)
    return degrees if abs(degrees) <= limit else None
