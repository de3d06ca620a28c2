from pathlib import Path

from fleettickets import errors
from fleettickets.errors import FleetTicketsError
from fleettickets.store import failures

DOCUMENT = Path(__file__).parents[2] / "docs" / "errors.md"
CLASSES = {
    value
    for value in (vars(errors) | vars(failures)).values()
    if isinstance(value, type)
    and issubclass(value, FleetTicketsError)
    and value is not FleetTicketsError
}


def test_every_code_is_documented_once_and_says_what_to_do() -> None:
    rows = [
        line.split("|")[1].strip() for line in DOCUMENT.read_text().splitlines() if "| FT" in line
    ]

    assert sorted(rows) == sorted(error.code for error in CLASSES)
    assert all(error.hint for error in CLASSES)
