import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleettickets.api import export
from fleettickets.domain.cells import inert

WIDE = "\uff1d\uff0b\uff0d\uff20"
"""The signs that begin a formula, in full width."""
FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\n1", "\t1", " =1", "'=1", '"=1', *WIDE]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_turned_into_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("sign", [*"=+-@", *WIDE])
@pytest.mark.parametrize("end", [";", "\t", "\n", "; ", ';"', "\r\n"])
def test_no_formula_begins_after_a_possible_end_of_a_cell(end: str, sign: str) -> None:
    text = inert(f"Ring Road{end}{sign}1")

    for cell in re.split("[;\t\r\n]", text):
        assert (
            not re.match(rf"""[ '"]*{re.escape(sign)}""", cell.removeprefix("'")) or cell[:1] == "'"
        )


@pytest.mark.parametrize(
    "text", ["", "Ring Road", "1-2", "a=b", "INC-1", "(=1)", "Café", "a; b", "a;b=c"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert inert(text) == text


@given(cells=st.lists(st.text(), min_size=1, max_size=4))
def test_a_line_reads_back_as_it_was_but_for_formulas(cells: list[str]) -> None:
    line = export.lines([tuple(cells)], {}).decode("utf-8", "surrogatepass")

    (fields,) = csv.reader(io.StringIO(line, newline=""))
    assert fields == [*map(inert, cells), ""]
    assert not any(field.startswith(tuple("=+-@\t\r" + WIDE)) for field in fields)


def test_typed_values_are_written_for_a_spreadsheet() -> None:
    at = datetime(2026, 6, 25, 9, 0, tzinfo=UTC)

    line = export.lines([(-1.2676, True, None, at, 5)], {"team": "=x", "to": at}).decode()

    assert line == "-1.2676,true,,2026-06-25 12:00:00,5,team==x; to=2026-06-25T12:00\r\n"


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        ({"state": "open"}, "inc_open_as-of_2026-06-25T1200-EAT.csv"),
        ({"cluster": "../../etc"}, "inc_etc_as-of_2026-06-25T1200-EAT.csv"),
        ({"cluster": 'a"b\r\nX: y'}, "inc_a-b-X-y_as-of_2026-06-25T1200-EAT.csv"),
        ({"cluster": ""}, "inc_as-of_2026-06-25T1200-EAT.csv"),
        ({"team": "Équipe"}, "inc_quipe_as-of_2026-06-25T1200-EAT.csv"),
    ],
)
def test_a_files_name_is_plain(filters: dict[str, str], name: str) -> None:
    at = datetime(2026, 6, 25, 9, 0, tzinfo=UTC)

    assert export.file_name("inc", filters, at) == name


def test_the_page_and_the_server_guard_alike() -> None:
    vectors = json.loads((Path(__file__).parents[1] / "fixtures/inert.json").read_text())

    assert [inert(text) for text, _ in vectors] == [guarded for _, guarded in vectors]
