"""Instances in Solomon's format become days of pure routing."""

import numpy as np
import pytest

from benchmarks.dispatch.solomon import files_in, problem_of, read_instance
from fleettickets.dispatch.checker import check
from fleettickets.dispatch.engine import plan_day
from fleettickets.dispatch.search import Effort

# Made up: four customers around a depot, the second pair can only be served in the second half.
TEXT = """X101

VEHICLE
NUMBER     CAPACITY
  3         200

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      40         50          0          0        230          0
    1      43         54         10          0        100         10
    2      37         54         30          0        100         10
    3      43         46         10        120        200         10
    4      36.5       46         10        120        200         10
"""


def test_an_instance_is_read_as_a_day() -> None:
    vehicles, table = read_instance(TEXT)
    assert (vehicles, len(table)) == (3, 5)
    day = problem_of(TEXT)

    assert day.travel[0].tolist() == [0, 5, 5, 5, 6]  # 5.3 is rounded up
    assert np.array_equal(day.travel, day.travel.T)
    assert [job.windows for job in day.jobs] == [((0, 100),)] * 2 + [((120, 200),)] * 2
    plan = plan_day(day, Effort(50))
    checked = check(day, plan.orders)
    assert checked.violations == ()
    assert checked.unserved == ()
    # One tour of 0, 1, 2, 4, 3; two tours would take 34.
    assert plan.cost == checked.parts.driving == 10 * (5 + 6 + 9 + 7 + 5)


@pytest.mark.parametrize("text", ["", "X\n 3 200\n", TEXT.replace("3         200", "")])
def test_another_text_is_no_instance(text: str) -> None:
    with pytest.raises(ValueError, match="Solomon's format"):
        read_instance(text)


def test_only_instances_of_a_folder_are_taken(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("solomon")
    for name in ("RC208.txt", "C101.txt", "notes.txt", "C101.sol", "C1_2_1.txt"):
        (folder / name).write_text(TEXT)

    assert [path.name for path in files_in(folder)] == ["C101.txt", "RC208.txt"]
