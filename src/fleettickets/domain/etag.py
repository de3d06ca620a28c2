"""An ETag in one form, so that what a listing, a file and the ledger say can be compared."""


def normal_etag(text: str) -> str:
    """Return the ETag in double quotes, without the mark of a weak one.

    Servers list ETags with or without quotes, and a proxy that compresses an answer marks its ETag
    as weak (RFC 9110, section 8.8.3).

    Raises:
        ValueError: there is none.
    """
    text = text.strip()
    if text[:2] in {"W/", "w/"}:
        text = text[2:].lstrip()
    value = text.strip('"')
    if not value:
        raise ValueError("a response without an ETag")
    return f'"{value}"'
