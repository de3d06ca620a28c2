import psycopg
import pytest
from psycopg import errors

from fleettickets.errors import BadRequestError, BusyError
from fleettickets.store.refusals import as_own_error


def test_an_answer_that_no_database_can_make_is_not_asked_for_again() -> None:
    told = as_own_error(errors.ProgramLimitExceeded())

    assert isinstance(told, BadRequestError)
    assert "shorter window" in told.own_hint


@pytest.mark.parametrize("error", [errors.OutOfMemory(), errors.DiskFull()])
def test_a_database_without_room_is_asked_again_later(error: psycopg.Error) -> None:
    assert isinstance(as_own_error(error), BusyError)
