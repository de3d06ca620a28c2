"""docs/dashboard-api-contract.md says what the functions take and answer.

``BLESS=1`` rewrites its examples; its tables of keys are generated (tests/unit/test_documents.py).
"""

import json
import os
import re
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

from fleettickets.api.contract.base import Shape
from fleettickets.api.contract.closures import ExportedClosures
from fleettickets.api.contract.tickets import ExportedTicket
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.support.contract import CONTRACT, EXAMPLE, FUNCTIONS, SECTIONS
from tests.support.databases import fresh_database
from tests.support.documents import CHAPTERS, PART, models
from tests.support.logins import login
from tests.support.reporting import Json, apply_given, ask, shown

GIVEN = Path(__file__).parent / "contract" / "given.sql"
FORMS = {
    "time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "geometry": re.compile(r"POINT\(.*\)"),
}
TYPES: dict[str, Any] = {
    "text": str,
    "boolean": bool,
    "object": dict,
    "array": list,
    "integer": int,
    "number": int | float,
}
KIND = re.compile(
    r"(?:(?P<outer>array|object) of )?(?:\[(?P<chapter>\w+)\]\(#\w+\)|(?P<name>\w+))"
    r"(?P<null> or null)?"
)
BELOW = {"array": "[]", "object": ".*"}
# What the clock and the order of the tests decide, as the document shows it.
CHANGING = {
    "wall_clock_at": "2026-06-27T09:10:00+00:00",
    "lag_minutes": 2890,
    "is_stale": False,
    "run_id": 1,
    "started_at": "2026-06-25T09:20:02+00:00",
    "finished_at": "2026-06-25T09:20:05+00:00",
    "schema_made_at": "2026-06-01T05:00:00+00:00",
    "measured_at": "2026-06-27T09:10:00+00:00",
    "last_success_at": "2026-06-25T09:20:05+00:00",
    "content_lag_seconds": 173400,
    "last_run_id": 1,
    "clock": 2890,
    "version": 12,
}
# These keys mean other things elsewhere.
ONLY_IN_FRESHNESS = {"started_at"}
# Their answers are values, bytes, objects whose keys are data, or have fn_inc_dashboard's keys
# (test_the_crq_dashboard_has_the_keys_of_the_inc_dashboard).
WITHOUT_KEYS = {
    "reporting.fn_closed_tile",
    "reporting.fn_crq_dashboard",
    "reporting.fn_dashboard",
    "reporting.fn_note_token_use",
    "reporting.fn_schema_files",
}


@pytest.fixture(scope="module")
def example_database(
    postgres_server: PostgresServer, report_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with fresh_database(postgres_server.dsn, template=report_template) as url:
        with closing(connect(url)) as conn:
            apply_given(conn, GIVEN.read_text(encoding="utf-8"), tmp_path_factory.mktemp("example"))
        yield url


@pytest.fixture
def example(example_database: str) -> Iterator[Connection]:
    with closing(connect(example_database)) as conn:
        yield conn


def rows(chapter: str, heading: str) -> list[list[str]]:
    """Return the cells of the chapter's table whose first column has this heading."""
    found = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)*)", chapter, re.MULTILINE)
    lines = found[1].splitlines() if found else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def documented(chapter: str) -> dict[str, str]:
    """Return the type of every path that the chapter lists, including those of linked chapters."""
    paths = {}
    for key, kind, *_ in rows(chapter, "key"):
        path = key.strip("`")
        match = KIND.fullmatch(kind)
        assert match is not None, kind
        paths[path] = kind_above(match)
        below = path
        if match["outer"]:
            below += BELOW[match["outer"]]
            paths[below] = "object" if match["chapter"] else match["name"]
        if match["chapter"]:
            linked = documented(SECTIONS[match["chapter"]])
            paths |= {f"{below}.{name}": its_kind for name, its_kind in linked.items()}
    return paths


def kind_above(match: re.Match[str]) -> str:
    """Return the type of a key itself, without what its items are."""
    name = match["outer"] or ("object" if match["chapter"] else match["name"])
    return f"{name}{match['null'] or ''}"


def answered(answer: Json, listed: Collection[str], prefix: str = "") -> set[str]:
    """Return the paths of every key and item in an answer, as they are ``listed``."""
    if isinstance(answer, list):
        path = f"{prefix}[]"
        return set().union(*({path} | answered(item, listed, path) for item in answer))
    if not isinstance(answer, dict):
        return set()
    paths = set()
    for key, value in answer.items():
        path = f"{prefix}.*" if f"{prefix}.*" in listed else f"{prefix}.{key}".lstrip(".")
        paths |= {path} | answered(value, listed, path)
    return paths


def values_at(answer: Json, path: str) -> list[Json]:
    """Return every value that the answer holds at a path; none below what is null or empty."""
    found = [answer]
    for part in path.replace("[]", ".[]").split("."):
        if part == "[]":
            found = [item for value in found for item in value or ()]
        elif part == "*":
            found = [item for value in found for item in (value or {}).values()]
        else:
            found = [v[part] for v in found if isinstance(v, dict) and part in v]
    return found


def is_of(kind: str, value: Json) -> bool:
    """Tell whether a value is of a type as the document names it."""
    name, *rest = kind.split(" or ")
    if value is None:
        return rest == ["null"]
    if name in FORMS:
        return isinstance(value, str) and FORMS[name].fullmatch(value) is not None
    return isinstance(value, TYPES[name]) and isinstance(value, bool) == (name == "boolean")


def steady(answer: Json, parent: str = "") -> Json:
    """Return the answer with what changes from run to run replaced."""
    if isinstance(answer, list):
        return [steady(item, parent) for item in answer]
    if not isinstance(answer, dict):
        return answer
    return {
        key: CHANGING[key]
        if key in CHANGING and (key not in ONLY_IN_FRESHNESS or parent == "last_run")
        else steady(value, key)
        for key, value in answer.items()
    }


def test_every_function_has_a_chapter(example: Connection) -> None:
    names = example.execute(
        "SELECT 'reporting.' || proname FROM pg_proc WHERE pronamespace = 'reporting'::regnamespace"
    ).fetchall()
    assert sorted(name for (name,) in names) == FUNCTIONS


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_parameters_are_the_functions_own(function: str, example: Connection) -> None:
    arguments = ask(example, "SELECT pg_get_function_arguments(%s::regproc)", [function])
    types = {"timestamp with time zone": "timestamptz"}
    own = []
    for argument in filter(None, arguments.split(", ")):
        declared, *default = argument.split(" DEFAULT ")
        name, kind = declared.split(" ", 1)
        own.append((name, types.get(kind, kind), bool(default)))
    # `required` stands in the place of a default.
    listed = [
        (name.strip("`"), kind, default != "required")
        for name, kind, default, _ in rows(SECTIONS[function], "parameter")
    ]
    assert listed == own


@pytest.mark.parametrize("chapter", SECTIONS)
def test_every_parameter_and_key_has_a_type_and_a_meaning(chapter: str) -> None:
    for heading in ("parameter", "key"):
        for row in rows(SECTIONS[chapter], heading):
            name, kind, _, meaning = row
            assert kind, name
            assert meaning, name
            if heading == "key":
                match = KIND.fullmatch(kind)
                assert match, row
                assert (match["chapter"] or match["name"]) in [*FORMS, *TYPES, *CHAPTERS], row


def test_the_examples_are_the_functions_real_answers(example: Connection) -> None:
    def answer_to(match: re.Match[str]) -> str:
        answer = steady(ask(example, match[1]))
        return f"```sql\n{match[1]}```\n\n```json\n{shown(answer)}```\n"

    document = CONTRACT.read_text(encoding="utf-8")
    real = EXAMPLE.sub(answer_to, document)
    if os.environ.get("BLESS"):
        CONTRACT.write_text(real, encoding="utf-8")
        document = real
    assert [json.loads(match[2]) for match in EXAMPLE.finditer(document)] == [
        json.loads(match[2]) for match in EXAMPLE.finditer(real)
    ]


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name not in WITHOUT_KEYS])
def test_the_keys_are_those_of_the_answer(function: str, example: Connection) -> None:
    match = EXAMPLE.search(SECTIONS[function])
    assert match is not None
    answer = ask(example, match[1])
    listed = documented(SECTIONS[function])
    found = answered(answer, listed)

    assert listed
    assert found - listed.keys() == set()
    # A key may be missing only below one that is null or empty here.
    missing = listed.keys() - found
    assert {path for path in missing if not is_below_nothing(path, answer)} == set()
    wrong = {
        path: value
        for path, kind in listed.items()
        for value in values_at(answer, path)
        if not is_of(kind, value)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "function", [name for name in FUNCTIONS if PART.search(SECTIONS[name]) is not None]
)
def test_the_answer_fits_its_model(function: str, example: Connection) -> None:
    match, part = EXAMPLE.search(SECTIONS[function]), PART.search(SECTIONS[function])
    assert match is not None
    assert part is not None
    answer = ask(example, match[1])

    if answer is not None:
        models()[part[2]].model_validate(answer)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_reader_can_run_the_example(
    function: str, postgres_server: PostgresServer, example_database: str, example: Connection
) -> None:
    match = EXAMPLE.search(SECTIONS[function])
    assert match is not None
    with (
        login(postgres_server.dsn, "fleettickets_reader") as reader,
        closing(connect(make_conninfo(example_database, **reader))) as conn,
    ):
        answer = steady(ask(conn, match[1]))

    assert answer == steady(ask(example, match[1]))


def test_a_files_columns_are_in_the_order_of_their_model(example: Connection) -> None:
    models: dict[str, type[Shape]] = {
        "fn_export_tickets": ExportedTicket,
        "fn_export_closures": ExportedClosures,
    }
    for function, model in models.items():
        rows = example.execute(f"SELECT * FROM reporting.{function}('inc')".encode())
        assert [column.name for column in rows.description or ()] == list(model.model_fields)


def is_below_nothing(path: str, answer: Json) -> bool:
    if path.endswith("[]"):
        return values_at(answer, path) == []
    above = path.rpartition(".")[0]
    held = values_at(answer, above) if above else [answer]
    return not [value for value in held if value is not None]


def test_the_crq_dashboard_has_the_keys_of_the_inc_dashboard(example: Connection) -> None:
    listed = documented(SECTIONS["reporting.fn_inc_dashboard"])
    for dataset in ("inc", "crq"):
        answer = ask(example, f"SELECT reporting.fn_{dataset}_dashboard(p_window => '30d')")
        found = answered(answer, listed)
        assert found - listed.keys() == set()
        assert {p for p in listed.keys() - found if not is_below_nothing(p, answer)} == set()
        assert [
            (path, value)
            for path, kind in listed.items()
            for value in values_at(answer, path)
            if not is_of(kind, value)
        ] == []
