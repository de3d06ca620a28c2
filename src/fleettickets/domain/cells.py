"""Make text from tickets safe in files that a spreadsheet opens.

A spreadsheet runs a cell that begins like a formula, so the author of a ticket could run a formula
on a dispatcher's machine. An apostrophe in front makes spreadsheets show the cell as text. The same
is needed inside a text, after each character that a spreadsheet may take for the end of a cell:
LibreOffice also splits at semicolons and tabs, and Excel in many countries at semicolons only, in
which case quotes do not help.
"""

import re

# A spreadsheet may strip leading blanks and quotes, and accepts full-width signs.
_FORMULA = re.compile(
    r"(^|[;\t\r\n])(?=[\s\u3000'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])"
)


def inert(text: str) -> str:
    """Return the text changed so that no spreadsheet finds a formula in it."""
    return _FORMULA.sub(r"\1'", text)
