"""What ARCHITECTURE.md and the house's rules claim about the source tree, read from the tree."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "fleettickets"
SQL = PACKAGE / "sql"

STORE = "store/"
SQL_IN_PYTHON = {
    "store/definitions.py": "the name under which a view's new text is compared with the old",
    "store/migrate.py": "locks and questions before there is a schema",
    "store/failures.py": "questions to a server that just failed",
}

SQL_START = re.compile(
    r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|DROP|CREATE|ALTER|TRUNCATE|COPY|ANALYZE|LISTEN"
    r"|VACUUM|LOCK|GRANT|SET (LOCAL|ROLE|SESSION|TRANSACTION))\s"
)
SQL_CALLS = {"execute", "executemany", "cursor"}
QUERY_LOADERS = {"query", "table_query", "ReaderQuery"}

LONGEST_MODULE, LONGEST_TEST, LONGEST_FUNCTION = 300, 400, 30
SHARE_OF_LONG_FUNCTIONS = 0.05


@cache
def modules() -> dict[str, ast.Module]:
    """Return the package's modules, by path below the package."""
    return {
        str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def outside_store() -> dict[str, ast.Module]:
    return {path: tree for path, tree in modules().items() if not path.startswith(STORE)}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call, with the last part of the called name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield every string that is not a docstring."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in bare:
            if isinstance(node.value, str):
                yield node.value
            elif isinstance(node.value, bytes):
                yield node.value.decode(errors="replace")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return its number of lines, without the docstring."""
    size = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        size -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return size


def duplicates(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


# SQL lies in sql/ and is run by store/.


def test_only_the_store_uses_psycopg() -> None:
    users = {
        path
        for path, tree in outside_store().items()
        if any(name.partition(".")[0].startswith("psycopg") for name in imports(tree))
    }
    assert users == set()


def test_only_the_store_runs_statements() -> None:
    found = [
        f"{path}:{call.lineno} {name}"
        for path, tree in outside_store().items()
        for name, call in calls(tree)
        if name in SQL_CALLS
    ]
    assert found == []


def test_only_the_store_loads_queries() -> None:
    """Routes name the statement that the store's reader runs for them."""
    found = [
        f"{path}:{call.lineno}"
        for path, tree in outside_store().items()
        for name, call in calls(tree)
        if name in QUERY_LOADERS - {"ReaderQuery"}
    ]
    assert found == []


def test_no_statement_stands_in_python() -> None:
    found = {
        path: text
        for path, tree in modules().items()
        if path not in SQL_IN_PYTHON
        for text in texts(tree)
        if SQL_START.match(text)
    }
    assert found == {}


def test_each_query_is_used_in_one_place() -> None:
    used = [
        str(call.args[0].value)
        for path, tree in modules().items()
        if path != "store/reader.py"
        for name, call in calls(tree)
        if name in QUERY_LOADERS and call.args and isinstance(call.args[0], ast.Constant)
    ]
    used += ["become_reader"]  # store/reader.py, which also takes names from others
    assert sorted(used) == sorted(path.stem for path in (SQL / "queries").glob("*.sql"))


@pytest.mark.parametrize(
    "path", sorted((SQL / "queries").glob("*.sql")), ids=lambda path: path.stem
)
def test_a_query_states_its_parameters_and_its_rows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = text[: re.search(r"^(?!--)", text, re.MULTILINE).start()]  # type: ignore[union-attr]
    assert "params: " in header
    assert "returns: " in header
    assert re.findall(r"%(?!\(\w+\)s)", text.replace("%%", "")) == []


def test_each_index_names_its_reader() -> None:
    found = []
    for path in sorted((SQL / "migrations").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        found += [
            f"{path.name}: {match[1]}"
            for match in re.finditer(r"^CREATE (?:UNIQUE )?INDEX (\w+)", text, re.MULTILINE)
            if "Used by" not in text[: match.start()].rpartition("\n\n")[2]
        ]
    assert found == []


def test_each_function_of_the_database_has_a_comment() -> None:
    found = []
    for path in sorted((SQL / "functions").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        [(kind, name)] = re.findall(
            r"^CREATE OR REPLACE (FUNCTION|PROCEDURE) ([\w.]+)", text, re.MULTILINE
        )
        if f"COMMENT ON {kind} {name}" not in text:
            found.append(path.name)
    assert found == []


# Names and sizes.


def test_nothing_but_tests_imports_tests() -> None:
    files = [*PACKAGE.rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py"), ROOT / "audit.py"]
    found = [
        str(path.relative_to(ROOT))
        for path in files
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
        if name.partition(".")[0] == "tests"
    ]
    assert found == []


def test_no_two_modules_have_one_name() -> None:
    names = [Path(path).stem for path in modules()]
    assert duplicates([name for name in names if name != "__init__"]) == []


def test_no_two_classes_have_one_name() -> None:
    found = [
        node.name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    assert duplicates(found) == []


def test_modules_and_tests_are_short() -> None:
    limits = {PACKAGE: LONGEST_MODULE, ROOT / "benchmarks": LONGEST_MODULE}
    limits |= {ROOT / "tests": LONGEST_TEST}
    found = {
        str(path.relative_to(ROOT)): length
        for folder, limit in limits.items()
        for path in folder.rglob("*.py")
        if (length := len(path.read_text(encoding="utf-8").splitlines())) >= limit
    }
    assert found == {}


def test_few_functions_are_long() -> None:
    sizes = [lines_of(function) for tree in modules().values() for function in functions(tree)]
    long = sum(size > LONGEST_FUNCTION for size in sizes)
    assert long <= SHARE_OF_LONG_FUNCTIONS * len(sizes)
