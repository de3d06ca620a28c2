"""Characters that nobody sees, and that make two equal texts differ."""

import unicodedata

# Not of category Cf, but shown as nothing: joiners, fillers and variation selectors.
_BLANK = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
_SELECTORS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_NUL = "\0"


def is_invisible(character: str) -> bool:
    """Return whether it is shown as nothing; white space and NUL, which is refused, are not."""
    category = unicodedata.category(character)
    return (
        category == "Cf"
        or (category == "Cc" and not character.isspace() and character != _NUL)
        or ord(character) in _BLANK
        or ord(character) in _SELECTORS
    )


def invisible_in(text: str) -> list[str]:
    """Return the invisible characters of a text, each once."""
    if text.isascii() and text.isprintable():
        return []
    return list(dict.fromkeys(filter(is_invisible, text)))


def visible(text: str) -> str:
    """Return the text without its invisible characters, every blank in it as a space."""
    if text.isascii() and text.isprintable():
        return text
    kept = (" " if c.isspace() else c for c in text if not is_invisible(c))
    return "".join(kept)
