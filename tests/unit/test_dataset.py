"""The names that are keys of change files, and the times in them."""

from datetime import datetime

import pytest

from fleettickets.domain.dataset import EAT, Dataset
from fleettickets.imports.datasets import DATASETS

INC = DATASETS["inc"]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_a_key_names_an_instant_of_east_africa(suffix: str) -> None:
    key = f"automations/inc/changes/2026-06-25T06-20-00{suffix}"
    assert INC.key_at(key) == datetime(2026, 6, 25, 6, 20, tzinfo=EAT)


@pytest.mark.parametrize(
    "stamp",
    [
        "0001-01-01T00-00-00",  # before the year 1, in UTC
        "0999-12-31T23-59-59",
        "3000-01-01T00-00-00",
        "9999-12-31T23-59-59",
        "2026-02-30T06-20-00",
        "2026-06-25T24-00-00",
        "2026-06-25T06:20:00",
        "2026-06-25",
    ],
)
def test_a_name_without_a_valid_time_is_not_a_key(stamp: str) -> None:
    assert INC.key_at(f"automations/inc/changes/{stamp}.csv") is None


def test_a_ticket_type_needs_no_more_than_a_name() -> None:
    found = Dataset("mnt")
    assert (found.table, found.label, found.title) == ("mnt", "MNT", "MNT")
    assert (found.singular, found.symbol, found.is_scheduled) == ("ticket", "plain", False)
    assert Dataset("mnt", label="Jobs").title == "Jobs"
