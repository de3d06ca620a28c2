"""Every kind of trouble that the database finds is a metric and is documented."""

import re
from pathlib import Path

from fleettickets.api.database_metrics import DATASET_TROUBLES, GEOCODING_SPENT

ROOT = Path(__file__).parents[2]
FUNCTION = ROOT / "src/fleettickets/sql/functions/find_troubles.sql"
DOCUMENT = ROOT / "docs/deployment-and-operations.md"


def test_every_kind_of_trouble_is_a_metric_and_is_documented() -> None:
    function = FUNCTION.read_text(encoding="utf-8")
    kinds = re.findall(r"^--   (\w+)  ", function, re.MULTILINE)
    found = re.findall(r"SELECT\s+(?:\w+\.dataset|NULL), '(\w+)'", function)
    _, _, watching = DOCUMENT.read_text(encoding="utf-8").partition("\n## Watching\n")
    table = watching.partition("\n### ")[0]

    assert kinds == [*DATASET_TROUBLES, GEOCODING_SPENT[1]]
    assert found == kinds
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == kinds
