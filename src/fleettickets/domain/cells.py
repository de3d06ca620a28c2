"""Text that somebody else wrote, for a file that a spreadsheet opens.

A spreadsheet takes a cell that begins like a formula for one. Whoever can write a ticket could so
run something on a dispatcher's machine; such text gets an apostrophe before it, which spreadsheets
show as text. The same within a text, after what some take for the end of a cell: LibreOffice also
parts at semicolons and tabs, Excel in many countries at semicolons only, and then no quotes hold.
"""

import re

# Also after blanks and quotes, which a spreadsheet may strip, and in full width.
_FORMULA = re.compile(
    r"(^|[;\t\r\n])(?=[\s\u3000'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])"
)


def inert(text: str) -> str:
    """Return the text so that no spreadsheet finds a formula in it."""
    return _FORMULA.sub(r"\1'", text)
