"""Make text from outside safe to show on a terminal."""

_HIDDEN = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """Return the text on one line, without control characters, which could control a terminal."""
    return "".join(c if c.isprintable() else _HIDDEN for c in " ".join(text.split()))


def printable(text: str) -> str:
    """Return the text as ``one_line`` does, but with its spaces as they are."""
    return "".join(c if c.isprintable() else _HIDDEN for c in text)
