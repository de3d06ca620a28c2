"""What the documents name exists: links, anchors, paths; and they keep the form they promise."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("benchmarks", "crq", "docs", "inc", "src", "tests", "web")
# Where a path in a document may begin.
STARTS = ("", "src/fleettickets", "src/fleettickets/sql", "docs", "web", "web/src")
BUILT = {"node_modules", "page", "__pycache__"}
SOURCES = {".md", ".py", ".sql", ".ts", ".tsx"}
# Files of an installation, of Python and of a gazetteer's sources, not of this tree.
ELSEWHERE = {"csv.py", "decisions.sql"}

LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED_DOCUMENT = re.compile(r"((?:docs/)?[\w-]+\.md)#([\w-]+)")
DOCUMENT = re.compile(r"docs/[\w-]+\.md")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:[\w.*-]+/)*[\w.*-]+\.(?:py|sql|sh|ts|tsx|mjs|md|yaml|toml)|(?:[\w.-]+/)+")
# Of a bucket, of an installation, or built.
INVENTED = (
    *("automations/", "changes/", "processed/", "feed/automations/", ".local/"),
    "src/fleettickets/page/",
)


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the tree, relative to it."""
    found = [*ROOT.iterdir(), *(path for name in FOLDERS for path in (ROOT / name).rglob("*"))]
    return tuple(
        path.relative_to(ROOT) for path in found if path.is_file() and not BUILT & set(path.parts)
    )


def documents() -> list[str]:
    return [path.as_posix() for path in files() if path.suffix == ".md"]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def anchors(name: str) -> frozenset[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    content = re.sub(r"^```.*?^```$", "", text_of(name), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", content, re.MULTILINE)
    plain = [re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings]
    return frozenset(heading.replace(" ", "-") for heading in plain)


def paths(text: str) -> Iterator[str]:
    """Yield what stands in code quotes and looks like a file or folder of this tree."""
    for code in CODE.findall(text):
        for word in code.split():
            name = word.partition("#")[0]
            if PATH.fullmatch(name) and not name.startswith(INVENTED) and name not in ELSEWHERE:
                yield name


def exists(name: str) -> bool:
    if "/" not in name:
        return any(path.match(name) for path in files())
    return any(any((ROOT / start).glob(name.rstrip("/"))) for start in STARTS)


def leads_somewhere(name: str, link: str) -> bool:
    target, _, anchor = link.partition("#")
    path = (ROOT / name).parent / target if target else ROOT / name
    return path.exists() and (not anchor or anchor in anchors(str(path)))


@pytest.mark.parametrize("name", documents())
def test_each_relative_link_leads_to_a_file_and_a_heading(name: str) -> None:
    links = [link for link in LINK.findall(text_of(name)) if "://" not in link]

    assert [link for link in links if not leads_somewhere(name, link)] == []


@pytest.mark.parametrize("name", documents())
def test_each_path_in_a_document_exists(name: str) -> None:
    assert [path for path in paths(text_of(name)) if not exists(path)] == []


def test_each_document_that_code_names_exists() -> None:
    named = [
        (path.as_posix(), name)
        for path in files()
        if path.suffix in SOURCES
        for name in DOCUMENT.findall(text_of(path.as_posix()))
    ]

    assert [found for found in named if not (ROOT / found[1]).exists()] == []


def has_anchor(name: str, anchor: str) -> bool:
    homes = [home for home in (name, f"docs/{name}") if (ROOT / home).exists()]
    return any(anchor in anchors(home) for home in homes)


def test_each_anchor_that_code_or_a_document_names_exists() -> None:
    named = [
        (path.as_posix(), name, anchor)
        for path in files()
        if path.suffix in SOURCES
        for name, anchor in NAMED_DOCUMENT.findall(text_of(path.as_posix()))
    ]

    assert [found for found in named if not has_anchor(*found[1:])] == []


def test_the_readme_has_at_most_120_lines() -> None:
    assert len(text_of("README.md").splitlines()) <= 120


def test_decisions_are_dated_newest_first_and_short() -> None:
    _, *entries = re.split(r"^## ", text_of("docs/decisions.md"), flags=re.MULTILINE)
    dates = [entry[:10] for entry in entries]
    long = [entry.partition("\n")[0] for entry in entries if len(entry.strip().splitlines()) > 6]

    assert dates == sorted(dates, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", date) for date in dates)
    assert long == []
