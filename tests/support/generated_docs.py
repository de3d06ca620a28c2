"""Parts of documents that are generated from the code; ``BLESS=1`` rewrites them."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
_PART = r"(<!-- generated: {name} -->\n).*?(<!-- end -->)"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    first, *others = (
        f"| {' | '.join(cells)} |\n".replace("|  |", "| |") for cells in (head, *rows)
    )
    return "".join([first, f"|{'---|' * len(head)}\n", *others])


def check_part(document: str, name: str, expected: str) -> None:
    """Assert that the named part of a document is as expected, or make it so."""
    path = DOCS / document
    pattern = re.compile(_PART.format(name=re.escape(name)), re.DOTALL)
    text = path.read_text(encoding="utf-8")
    assert len(pattern.findall(text)) == 1, f"{document} has no part {name!r}"
    made = pattern.sub(lambda match: f"{match[1]}{expected}{match[2]}", text)
    if os.environ.get("BLESS"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "run `make bless`, then read the difference"
