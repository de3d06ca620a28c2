"""Rewrite spellings of times and numbers that systems use, into those that ``values`` reads.

A value that is rewritten is stored in its usual spelling, so a file that spells it otherwise
changes nothing.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from fleettickets.domain.invisible import visible

_MAX_CHARS = 40
_DAY = r"([12]\d{3})(-?)(\d\d)\2(\d\d)"
_CLOCK = r"(\d\d)(:?)(\d\d)(?:\6(\d\d)(?:[.,](\d+))?)?"
_OFFSET = r" ?([Zz]|[+-]\d\d(?::?\d\d)?)"
_TIME = re.compile(rf"{_DAY}(?:[ Tt]{_CLOCK}(?:{_OFFSET})?)?", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(?=\.?\d)(\d{0,8})(?:\.(\d*))?", re.ASCII)
_DECIMALS = Decimal("1e-9")
_FLAG = re.compile(r"([01])\.0+", re.ASCII)
_MICROSECOND = Decimal("1e-6")


def usual_time(text: str) -> str | None:
    """Return ISO 8601 in basic form, or with more or other decimals, as the usual form.

    Decimals of a second are rounded to microseconds.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    year, _, month, day, hour, _, minute, second, decimals, offset = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    spelled = f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}"
    try:
        at = datetime.fromisoformat(spelled)
        fraction = Decimal(f"0.{decimals or 0}").quantize(_MICROSECOND, ROUND_HALF_UP)
        at += timedelta(microseconds=int(fraction / _MICROSECOND))
    except (ValueError, OverflowError):
        return None
    return at.isoformat(" ") + (offset or "").upper()


def usual_number(text: str) -> str | None:
    """Return a number with at most nine decimals, rounded, and with a digit before them."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals = match[1], match[2] or "0", match[3]
    if not (decimals or "").strip("0"):
        return f"{sign.strip('+')}{whole}"
    rounded = Decimal(f"{whole}.{decimals}").quantize(_DECIMALS, ROUND_HALF_UP).normalize()
    return f"{sign.strip('+')}{rounded:f}"


def usual_flag(text: str) -> str | None:
    """Return a truth value that is written as a number, without its decimals."""
    match = _FLAG.fullmatch(text)
    return match[1] if match else None


def usual(text: str, rewrite: Callable[[str], str | None]) -> str | None:
    """Return the usual spelling of a text, or None if it has none."""
    shown = visible(text).strip()
    if len(shown) > _MAX_CHARS:
        return None
    return rewrite(shown) or (shown if shown != text else None)
