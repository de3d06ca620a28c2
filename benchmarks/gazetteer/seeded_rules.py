"""The address rules of a new database, read from the migrations that insert them."""

import re

from fleettickets.geocoding.address import AddressRules
from fleettickets.store.schema import SQL_FOLDER

_MIGRATIONS = sorted((SQL_FOLDER / "migrations").glob("*.sql"))
_SEED = "INSERT INTO tickets.place_aliases"
_TEXT = r"((?:'(?:[^']|'')*'\s*)+)"
_ROW = re.compile(rf"\(\s*{_TEXT},\s*{_TEXT},\s*{_TEXT},\s*(\d+),")


def seeded_rows() -> list[tuple[str, str, str]]:
    """Return (kind, alias, replacement), in the order of their ranks."""
    seeds = [file.read_text(encoding="utf-8").partition(_SEED)[2] for file in _MIGRATIONS]
    rows = [
        (int(rank), _unquote(kind), _unquote(alias), _unquote(replacement))
        for seed in seeds
        for kind, alias, replacement, rank in _ROW.findall(seed.partition(";")[0])
    ]
    return [(kind, alias, replacement) for _, kind, alias, replacement in sorted(rows)]


def seeded_rules() -> AddressRules:
    """Return the rules, compiled."""
    return AddressRules.from_rows(seeded_rows())


def _unquote(text: str) -> str:
    return "".join(re.findall(r"'((?:[^']|'')*)'", text)).replace("''", "'")
