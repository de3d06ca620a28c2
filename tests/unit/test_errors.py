"""Every error has a code of its own and a remedy, and docs/errors.md lists it."""

from collections.abc import Iterator

from fleettickets.api.refusals import STATUS
from fleettickets.errors import FleetTicketsError
from fleettickets.planner_errors import PlanError
from tests.support.generated_docs import check_part, table

REQUESTS_ONLY = {"FT601", "FT602", "FT603", "FT604", "FT605"}


def subclasses(base: type[FleetTicketsError]) -> Iterator[type[FleetTicketsError]]:
    for child in base.__subclasses__():
        yield child
        yield from subclasses(child)


ERRORS = sorted(set(subclasses(FleetTicketsError)), key=lambda error: error.code)


def test_every_error_has_a_code_of_its_own_and_a_remedy() -> None:
    assert {error.__module__ for error in ERRORS} == {
        FleetTicketsError.__module__,
        PlanError.__module__,
    }
    assert len({error.code for error in ERRORS}) == len(ERRORS)
    assert all(error.hint and error.__doc__ for error in ERRORS)


def test_the_document_lists_every_error() -> None:
    rows = [
        (
            error.code,
            "" if error.code in REQUESTS_ONLY else str(error.exit_status),
            str(STATUS.get(error, "")),
            " ".join((error.__doc__ or "").split()).replace("``", "`"),
            error.hint,
        )
        for error in ERRORS
    ]

    head = ("code", "exit status", "HTTP", "what happened", "what to do")
    check_part("errors.md", "errors", table(head, rows))
