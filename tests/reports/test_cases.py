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
# Each of FUNCTIONS is asked about each of these; of no tickets there is no history.
SITUATIONS = [
    "all_closed",
    "as_of_in_the_past",
    "closure_seen_late",
    "cluster_with_a_quote",
    "eat_midnight",
    "lifecycle",
    "no_tickets",
    "null_created_at",
    "reopened_twice",
]
FUNCTIONS = [
    "fn_inc_dashboard",
    "fn_crq_dashboard",
    "fn_tickets_for_map",
    "fn_backlog",
    "fn_backlog_at",
    "fn_team_closures",
    "fn_ticket_history",
    "fn_open_sla",
]

# In these, ids, statuses, clusters, verdicts and hours are as the operator's feed has them.
OPERATORS = ["operators_dashboards", "operators_closures", "dispatch_day"]
NOT_OF_TICKETS = {"fn_api_token", "fn_note_token_use", "fn_schema_files"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_answer_is_the_one_computed_by_hand(
    case: Path, conn: Connection, tmp_path: Path
) -> None:
    apply_given(conn, (case / "given.sql").read_text(encoding="utf-8"), tmp_path)

    answer = ask(conn, (case / "when.sql").read_text(encoding="utf-8"))

    then = case / "then.json"
    expected = json.loads(then.read_text(encoding="utf-8")) if then.exists() else None
    # A result that is right keeps the form in which a person wrote it.
    if os.environ.get("BLESS") and answer != expected:
        then.write_text(shown(answer), encoding="utf-8")
        expected = answer
    assert answer == expected


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_is_put_to_every_function(situation: str) -> None:
    question = (Path(__file__).parent / situation / "when.sql").read_text(encoding="utf-8")
    asked = {name for name in FUNCTIONS if f"reporting.{name}(" in question}
    spared = {"fn_ticket_history"} if situation == "no_tickets" else set()
    assert set(FUNCTIONS) - asked == spared


def test_every_function_is_asked_in_the_operators_words(conn: Connection) -> None:
    questions = "".join(
        (Path(__file__).parent / case / "when.sql").read_text(encoding="utf-8")
        for case in OPERATORS
    )
    names = {
        name
        for (name,) in conn.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'reporting'::regnamespace"
        )
    }
    asked = {name for name in names if f"reporting.{name}(" in questions}
    assert names - asked == NOT_OF_TICKETS
