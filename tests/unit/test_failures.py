"""What the database's errors mean to a command and to a caller of the API."""

import psycopg
import pytest
from psycopg import errors

from fleettickets.errors import BadRequestError, BusyError, FullError, StoreError, TimeLimitError
from fleettickets.store.failures import explain, explain_request


def test_an_answer_that_no_database_can_make_is_not_asked_for_again() -> None:
    explained = explain_request(errors.ProgramLimitExceeded())

    assert isinstance(explained, BadRequestError)
    assert "shorter window" in explained.hint


@pytest.mark.parametrize(
    "error", [errors.OutOfMemory(), errors.DiskFull(), errors.ConfigurationLimitExceeded()]
)
def test_a_database_without_room_is_asked_again_later(error: psycopg.Error) -> None:
    assert isinstance(explain_request(error), BusyError)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.DiskFull("no space"), FullError),
        (errors.QueryCanceled("timeout"), TimeLimitError),
        (errors.UniqueViolation("twice"), StoreError),
        (psycopg.OperationalError("server closed the connection"), StoreError),
    ],
)
def test_a_command_shows_the_databases_words(
    error: psycopg.Error, expected: type[StoreError]
) -> None:
    explained = explain("work", error)

    assert type(explained) is expected
    assert str(error) in str(explained)


@pytest.mark.parametrize(
    "error", [errors.UniqueViolation("secret"), psycopg.OperationalError("secret")]
)
def test_a_caller_does_not_see_what_the_request_did_not_cause(error: psycopg.Error) -> None:
    assert "secret" not in str(explain_request(error))
