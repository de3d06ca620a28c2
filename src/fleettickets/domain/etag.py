"""An ETag in one form, so that what a listing, a file and the ledger say can be compared."""

import re
from html import unescape

_MD5 = re.compile(r"[0-9A-Fa-f]{32}(-\d+)?", re.ASCII)
"""Of a file's content, or of its parts and how many they are."""


def normal_etag(text: str) -> str:
    """Return the ETag in double quotes, without the mark of a weak one.

    Servers list ETags with or without quotes, which some escape twice, and a proxy that compresses
    an answer marks its ETag as weak (RFC 9110, section 8.8.3).

    Raises:
        ValueError: there is none.
    """
    text = unescape(unescape(text)).strip()
    if text[:2] in {"W/", "w/"}:
        text = text[2:].lstrip()
    value = text.strip("\"'\\")
    if not value:
        raise ValueError("a response without an ETag")
    if _MD5.fullmatch(value):
        value = value.lower()
    return f'"{value}"'
