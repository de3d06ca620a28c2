"""The generated parts of docs/ are what the code says; ``BLESS=1`` rewrites them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fleettickets.api.app import query_names
from tests.support.api_documents import api_table, documented_parameters
from tests.support.documents import generated, key_table

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("dashboard-api-contract.md", key_table),
        ("api.md", api_table),
    ],
)
def test_the_generated_parts_are_current(name: str, tables: Callable[[str], str]) -> None:
    path = DOCS / name
    current = generated(path.read_text(encoding="utf-8"), tables)

    if os.environ.get("BLESS"):
        path.write_text(current, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == current, "run `make bless`"


def test_the_parameters_that_a_route_accepts_are_the_documented_ones() -> None:
    assert query_names() == documented_parameters()
