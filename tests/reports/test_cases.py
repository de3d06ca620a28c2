"""Every folder here is a case: what is given, what is asked, and the answer, computed by hand.

``given.sql`` writes versions of tickets into the table ``given`` (tests/support/reporting.py), as
the feed would; they go through the import, one file for each ``file_at``, in as many runs as
``run`` says. ``when.sql`` asks one question. With ``BLESS=1`` ``then.json`` becomes what was
answered: read the difference, and work it out by hand, before committing it.
"""

import json
import os
from pathlib import Path

import pytest

from fleettickets.store.connect import Connection
from tests.support.reporting import apply_given, ask, shown

CASES = sorted(file.parent for file in Path(__file__).parent.glob("*/when.sql"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_answer_is_the_one_computed_by_hand(
    case: Path, conn: Connection, tmp_path: Path
) -> None:
    apply_given(conn, (case / "given.sql").read_text(encoding="utf-8"), tmp_path)

    answer = ask(conn, (case / "when.sql").read_text(encoding="utf-8"))

    then = case / "then.json"
    if os.environ.get("BLESS"):
        then.write_text(shown(answer), encoding="utf-8")
    assert answer == json.loads(then.read_text(encoding="utf-8"))
