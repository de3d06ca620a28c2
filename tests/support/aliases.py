"""The rules that a new database holds, read from the migration that seeds them."""

import re

from fleettickets.geocode.address import AddressRules
from fleettickets.store.schema import SQL_FOLDER

_MIGRATION = SQL_FOLDER / "migrations" / "0010_create_place_aliases.sql"
_TEXT = r"((?:'(?:[^']|'')*'\s*)+)"
_ROW = re.compile(rf"\(\s*{_TEXT},\s*{_TEXT},\s*{_TEXT},\s*(\d+),")


def seeded_rows() -> list[tuple[str, str, str]]:
    """Return (kind, alias, replacement), patterns in their order."""
    values = _MIGRATION.read_text(encoding="utf-8").split("VALUES", 1)[1]
    rows = [
        (int(rank), _unquote(kind), _unquote(alias), _unquote(replacement))
        for kind, alias, replacement, rank in _ROW.findall(values)
    ]
    return [(kind, alias, replacement) for _, kind, alias, replacement in sorted(rows)]


def seeded_rules() -> AddressRules:
    return AddressRules.from_rows(seeded_rows())


def _unquote(text: str) -> str:
    return "".join(re.findall(r"'((?:[^']|'')*)'", text)).replace("''", "'")
