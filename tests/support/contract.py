"""docs/dashboard-api-contract.md, taken apart: its chapters and its examples."""

import re
from pathlib import Path

CONTRACT = Path(__file__).parents[2] / "docs" / "dashboard-api-contract.md"
EXAMPLE = re.compile(r"```sql\n(.*?)```\n\n```json\n(.*?)```\n", re.DOTALL)


def sections(text: str) -> dict[str, str]:
    """Return the document's chapters by their titles."""
    parts = re.split(r"^## `?([^`\n]+)`?$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


SECTIONS = sections(CONTRACT.read_text(encoding="utf-8"))
FUNCTIONS = sorted(name for name in SECTIONS if name.startswith("reporting."))
CALLS = [match[1] for name in FUNCTIONS for match in EXAMPLE.finditer(SECTIONS[name])]
"""An example of a call of each function."""
